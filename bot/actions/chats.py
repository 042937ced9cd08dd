"""A linked chat: stop it, block it, ask it for help."""

from sqlmodel import col

from bot.actions import changes, linking, reach, staff_links, tasks
from bot.actions.changes import Cause
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb, unlimited_verb, verb
from bot.texts.guidance import Help, Pointer
from bot.texts.leaving import STAY, STOP, AskStop, Stayed, Stopped
from bot.texts.toasts import Says
from storage import outbox
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import ChangeKind, NoticeState, Outcome, TaskKind


@linked_verb
def ask_for_help(talk: Talk) -> None:
    """Say what can be done here and whom to call."""
    talk.toast()
    talk.answer(Help())


@linked_verb
def say_something(talk: Talk) -> None:
    """Answer what nobody understands."""
    talk.answer(Pointer())


@verb
def tap_nothing(talk: Talk) -> None:
    """Answer a tap on a button that we do not know (any more)."""
    talk.out_of_date()


@linked_verb
def ask_to_stop(talk: Talk) -> None:
    """Ask whether the messages shall really stop."""
    talk.toast()
    talk.answer(AskStop())


@linked_verb
def stay(talk: Talk) -> None:
    """Go on after all."""
    talk.toast()
    if talk.turn.message_id is None:
        talk.spend(AskStop(), STAY)
    talk.answer(Stayed(edits=talk.turn.message_id))


@linked_verb
def stop(talk: Talk) -> None:
    """Withdraw consent: end the link, take back what was still to be sent."""
    person = talk.db.get_one(Participant, talk.participant_id)
    theirs = col(Outbox.participant_id) == person.id
    outbox.withdraw(talk.db, theirs, outcome=Outcome.STOPPED, state=NoticeState.CANCELLED)
    talk.toast(Says.NOTED)
    talk.spend(AskStop(), STOP)
    talk.answer(Stopped())
    talk.chat.language = person.language  # what is said above is said to nobody of this chat
    _end_link(talk, person)


@unlimited_verb
def block(talk: Talk) -> None:
    """Note that the bot was blocked, by everybody whose phone it is."""
    for person, cause in _owners(talk):
        reach.lose(talk.db, person, Outcome.BLOCKED, cause)
    if talk.staff is not None:
        staff_links.end_in(talk.db, talk.staff, cause=talk.cause)


@unlimited_verb
def unblock(talk: Talk) -> None:
    """Note that the bot may write again."""
    for person, cause in _owners(talk):
        reach.regain(talk.db, person, cause)


def _owners(talk: Talk) -> list[tuple[Participant, Cause]]:
    """Return whose phone it is, the first of them with the turn's own cause."""
    people = [talk.db.get_one(Participant, link.participant_id) for link in talk.links]
    return [
        (person, talk.cause.part(person.id) if place else talk.cause)
        for place, person in enumerate(people)
    ]


def _end_link(talk: Talk, person: Participant) -> None:
    link, talk.link = talk.link, None
    if link is None:
        return
    linking.end_in(talk.db, link, cause=talk.cause)
    changes.record_of(talk.db, person, ChangeKind.STOPPED, talk.cause)
    tasks.open_in(talk.db, person, TaskKind.UNLINKED, cause=talk.cause)
