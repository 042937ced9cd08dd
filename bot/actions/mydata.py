"""My data: see it, correct the name, fetch it all, see who has looked, delete it."""

from sqlmodel import col

from bot.actions import changes, dialogues, forwarding, linking, messages, tasks
from bot.actions.changes import Cause
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules import cpr
from bot.texts import names
from bot.texts.dossier import Raw, Readable
from bot.texts.mydata import (
    ERASE,
    KEEP,
    NAMED,
    AskErase,
    AskName,
    Erased,
    NameNoted,
    Privacy,
    Readers,
)
from bot.texts.toasts import Says
from storage import dossier, inbox, messages as written, outbox, people
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import ChangeKind, ChatState, DialogueKind, NoticeState, Outcome, TaskKind

WRITTEN = "written"
"""The one step of the dialogue about a name."""


@linked_verb
def see(talk: Talk, page: int = 0) -> None:
    """Show what is stored, why, who sees it, and what can be done about it."""
    talk.toast()
    talk.answer(Privacy(page, edits=talk.turn.message_id))


@linked_verb
def ask_name(talk: Talk) -> None:
    """Ask what the person wants to be called."""
    talk.toast()
    dialogues.begin(talk, DialogueKind.NAME, WRITTEN)
    talk.answer(AskName())


@linked_verb
def hear_name(talk: Talk) -> None:
    """Take up what was written as the name; a number is none, and is not kept."""
    if dialogues.of(talk, DialogueKind.NAME) is None:  # it is somebody else's on the same phone
        messages.offer_in(talk)
        return
    name = names.clean(talk.turn.said.text)
    if not name or cpr.is_in(talk.turn.said.text):
        talk.answer(AskName(again=True))
        return
    _call(talk, name)


@linked_verb
def reset_name(talk: Talk) -> None:
    """Call the person again as the letters do."""
    talk.toast(Says.NOTED)
    talk.spend(AskName(), NAMED)
    _call(talk, None)


@linked_verb
def keep_name(talk: Talk) -> None:
    """Leave the name as it is."""
    talk.toast()
    dialogues.end(talk)
    if talk.turn.button_of is not None:
        talk.spend(AskName(), KEEP)
    else:
        talk.answer(NameNoted())


@linked_verb
def fetch(talk: Talk) -> None:
    """Hand out everything, to read and for a computer."""
    talk.toast()
    _record(talk, ChangeKind.DATA_FETCHED, talk.cause)
    talk.answer(Readable())
    talk.answer(Raw())


@linked_verb
def see_readers(talk: Talk, page: int = 0) -> None:
    """Show who has looked at the record and when."""
    talk.toast()
    talk.answer(Readers(page, edits=talk.turn.message_id))


@linked_verb
def ask_erase(talk: Talk) -> None:
    """Ask whether everything shall really be deleted."""
    talk.toast()
    talk.answer(AskErase())


@linked_verb
def keep(talk: Talk) -> None:
    """Delete nothing after all."""
    talk.toast()
    talk.spend(AskErase(), KEEP)
    if talk.turn.button_of is None:
        talk.answer(Privacy())


@linked_verb
def erase(talk: Talk) -> None:
    """Delete what was said here and every name; the caseworker learns that it was done."""
    person = talk.db.get_one(Participant, talk.participant_id)
    link = talk.link
    if link is None:
        return
    theirs = col(Outbox.participant_id) == person.id
    outbox.withdraw(talk.db, theirs, outcome=Outcome.STOPPED, state=NoticeState.CANCELLED)
    people.end_invitations(talk.db, person.id or 0, talk.now)
    linking.end_in(talk.db, link, cause=talk.cause)
    inbox.empty_chat(talk.db, talk.desk.bot, talk.chat.telegram_id, talk.turn.update_id)
    told = written.numbers_of(talk.db, person.id or 0)
    forwarding.correct(talk.db, told, by=talk.cause.key, now=talk.now)
    dossier.erase(talk.db, person.id or 0)
    _forget_name(person, talk.cause)
    _record(talk, ChangeKind.ERASED, talk.cause)
    tasks.close_all_in(talk.db, person, cause=talk.cause)
    tasks.open_in(talk.db, person, TaskKind.ERASED, cause=talk.cause)
    talk.chat.language = person.language
    _say_goodbye(talk)


def _say_goodbye(talk: Talk) -> None:
    """Answer a chat that is nobody's now, or only the others' on a shared phone."""
    gone, talk.link = talk.link, None
    talk.links = [link for link in talk.links if link is not gone]
    if not talk.links:
        talk.chat.state, talk.chat.invitation_id, talk.chat.choices = ChatState.NEW, None, []
    talk.chat.unheard = []
    talk.toast(Says.NOTED)
    talk.spend(AskErase(), ERASE)
    talk.answer(Erased())


def _forget_name(person: Participant, cause: Cause) -> None:
    """Let the case reference stand where the name was: the municipality's own word for a case."""
    person.name, person.called, person.phone = person.reference, None, None
    person.is_discreet = person.check_ins_paused_until = person.muted_until = None
    person.erased_at = cause.now


def _call(talk: Talk, name: str | None) -> None:
    dialogues.end(talk)
    person = talk.db.get_one(Participant, talk.participant_id)
    if person.called != name:
        person.called = name
        _record(talk, ChangeKind.NAME_CORRECTED, talk.cause)
    talk.answer(NameNoted())


def _record(talk: Talk, kind: ChangeKind, cause: Cause) -> None:
    changes.record(
        talk.db,
        cause,
        kind,
        municipality_id=talk.caller.municipality_id,
        participant_id=talk.participant_id,
    )
