"""What people answer to a broadcast: a choice, or that they have read it."""

from sqlmodel import select

from bot.actions import changes
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules.refusals import NotThere
from bot.texts.broadcasts import BroadcastNotice, choices_of
from bot.texts.toasts import Says
from storage import writings
from storage.broadcasts import Broadcast, Recipient
from storage.people import Participant
from storage.vocabulary import ChangeKind, Language


@linked_verb
def answer(talk: Talk, broadcast_id: int, *, choice: int) -> None:
    """Note what somebody chose; it can be chosen anew, as long as the broadcast holds."""
    broadcast = talk.db.get(Broadcast, broadcast_id)
    theirs = talk.db.exec(
        select(Recipient)
        .where(
            Recipient.broadcast_id == broadcast_id,
            Recipient.participant_id == talk.participant_id,
        )
        .with_for_update()
    ).first()
    if broadcast is None or theirs is None or choice >= _offered(talk, broadcast):
        raise NotThere
    holds = broadcast.withdrawn_at is None
    is_new = holds and theirs.choice != choice
    if is_new:
        theirs.choice, theirs.answered_at = choice, talk.now
        person = talk.db.get_one(Participant, talk.participant_id)
        after = {"broadcast": broadcast_id, "choice": choice}
        changes.record_of(talk.db, person, ChangeKind.BROADCAST_ANSWERED, talk.cause, after=after)
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    talk.answer(BroadcastNotice(broadcast_id, edits=talk.turn.button_of))


def _offered(talk: Talk, broadcast: Broadcast) -> int:
    """Return how many choices a broadcast offers."""
    danish = writings.translations_of(talk.db, broadcast.writing_id).get(Language.DANISH)
    return choices_of(broadcast.reply, danish.choices if danish else ())
