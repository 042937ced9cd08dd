"""Begin, go on with and end what a chat is asked in several steps."""

from bot.actions.talk import Talk
from storage import dialogues
from storage.dialogues import Dialogue
from storage.vocabulary import DialogueKind


def begin(talk: Talk, kind: DialogueKind, step: str, **said: object) -> Dialogue:
    """Await the first step, in the place of whatever was awaited before."""
    end(talk)
    talk.chat.participant_id = talk.participant_id  # who begins to tell something holds the phone
    dialogue = Dialogue(
        municipality_id=talk.caller.municipality_id or 0,
        chat_id=talk.chat.id or 0,
        participant_id=talk.participant_id,
        staff_id=_staff_id(talk),
        kind=kind,
        step=step,
        said=said,
        began_at=talk.now,
    )
    talk.db.add(dialogue)
    talk.db.flush()
    return dialogue


def of(talk: Talk, kind: DialogueKind) -> Dialogue | None:
    """Return the dialogue of this kind that this person is in the middle of, if any."""
    found = dialogues.of_chat(talk.db, talk.chat.id or 0)
    if found is None or found.kind is not kind:
        return None
    whose = (talk.participant_id, _staff_id(talk))
    return found if (found.participant_id, found.staff_id) == whose else None


def go_on(dialogue: Dialogue, step: str, **said: object) -> None:
    """Keep what was said, and await the next step."""
    dialogue.step, dialogue.said = step, {**dialogue.said, **said}


def end(talk: Talk) -> None:
    """Await nothing any more."""
    dialogues.end(talk.db, talk.chat.id or 0)


def _staff_id(talk: Talk) -> int | None:
    return talk.staff.id if talk.staff else None
