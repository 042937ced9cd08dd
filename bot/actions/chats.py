"""A linked chat: stop it, block it, ask it for help."""

from sqlmodel import col

from bot.actions import changes, reach, staff_chats
from bot.actions.turns import Talk, linked_verb, verb
from bot.texts.guidance import Help, Pointer, Privacy
from bot.texts.leaving import STAY, STOP, AskStop, Stayed, Stopped
from bot.texts.toasts import Says
from storage import outbox
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import ChangeKind, ChatState, NoticeState, Outcome


@linked_verb
def ask_for_help(talk: Talk) -> None:
    """Say what can be done here and whom to call."""
    talk.answer(Help())


@linked_verb
def ask_for_privacy(talk: Talk) -> None:
    """Say what is stored, why, and who sees it."""
    talk.answer(Privacy())


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
    talk.toast(Says.NOTED)
    person_id = talk.participant_id
    theirs = col(Outbox.participant_id) == person_id
    outbox.withdraw(talk.db, theirs, outcome=Outcome.STOPPED, state=NoticeState.CANCELLED)
    _end_link(talk)
    talk.spend(AskStop(), STOP)
    talk.answer(Stopped())


@verb
def block(talk: Talk) -> None:
    """Note that the person has blocked the bot."""
    if talk.link is not None:
        person = talk.db.get_one(Participant, talk.participant_id)
        reach.lose(talk.db, person, Outcome.BLOCKED, talk.cause)
    elif talk.staff is not None:
        staff_chats.lose(talk.db, talk.staff, cause=talk.cause)


@verb
def unblock(talk: Talk) -> None:
    """Note that the person lets the bot write again."""
    if talk.link is not None:
        person = talk.db.get_one(Participant, talk.participant_id)
        reach.regain(talk.db, person, talk.cause)


def _end_link(talk: Talk) -> None:
    link, talk.link = talk.link, None
    if link is None:
        return
    link.ended_at = talk.now
    talk.chat.state = ChatState.STOPPED
    changes.record(
        talk.db,
        talk.cause,
        ChangeKind.STOPPED,
        municipality_id=link.municipality_id,
        participant_id=link.participant_id,
    )
