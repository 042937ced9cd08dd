"""Staff in their own chat: connect it, see what needs them, deal with it by a tap, answer."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from sqlmodel import Session as Db

from bot.actions import absences, access, changes, outcomes, people, replies, tasks
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.outcomes import TakenBack
from bot.actions.replies import AnswerTooLong, NoChat
from bot.actions.talk import Talk
from bot.actions.turns import Desk, Turn
from bot.actions.verbs import verb
from bot.rules.lint import CprNotAllowed, WordNotAllowed
from bot.rules.refusals import NotThere, Refused
from bot.rules.tickets import Ticket
from bot.texts.staff.connection import (
    AnswerRefused,
    LinkForStaff,
    StaffConnected,
    StaffDisconnected,
    TicketOver,
)
from bot.texts.staff.forwarded import Forwarded, StaffAnswered
from bot.texts.staff.today import StaffToday
from bot.texts.toasts import Says
from storage import chats, messages, said
from storage.absences import Absence
from storage.chats import StaffLink
from storage.database import FOR_CHANGE, Database
from storage.messages import Message
from storage.people import Participant
from storage.staff import Staff
from storage.tasks import Task
from storage.vocabulary import ChangeKind, ChatState, Language, TaskKind

P = ParamSpec("P")
TICKET_LIFE = timedelta(minutes=15)


def ticket(database: Database, caller: Caller, now: datetime) -> Ticket:
    """Return what lets a member of staff connect a chat, once, in the next quarter of an hour."""
    with database.reading() as db:
        number = chats.staff_links_ever(db, caller.staff_id or 0)
    return Ticket(caller.staff_id or 0, number, (now + TICKET_LIFE).replace(microsecond=0))


def connect(talk: Talk, given: Ticket) -> None:
    """Make this chat the member's own; a chat of a participant's stays theirs."""
    member = talk.db.get(Staff, given.staff_id, with_for_update=FOR_CHANGE)
    is_next = given.number == chats.staff_links_ever(talk.db, given.staff_id)
    if talk.links:
        talk.answer(LinkForStaff())
    elif member is None or not member.active or not is_next or given.expires_at <= talk.now:
        talk.answer(TicketOver())
    else:
        _connect(talk, member)


def staff_verb(
    act: Callable[Concatenate[Talk, P], None],
) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what only a member of staff can do in their own chat."""

    @wraps(act)
    def for_staff(talk: Talk, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if talk.staff is None:
            talk.out_of_date()
        else:
            act(talk, *args, **kwargs)

    return verb(for_staff)


@staff_verb
def see_today(talk: Talk, page: int = 0) -> None:
    """Show what needs the member."""
    talk.toast()
    talk.answer(StaffToday(page, edits=talk.turn.message_id))


@staff_verb
def deal(talk: Talk, task_id: int, message_id: int | None = None) -> None:
    """Deal with a task by a tap in the list, or under the forwarded message with this number."""
    task = access.personal(talk.db, talk.caller, Task, task_id)
    is_new = task.closed_at is None
    if is_new:
        settle = SETTLE.get(task.kind, tasks.settle_in)
        settle(talk.db, task, cause=talk.cause)
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    if message_id is None:
        talk.answer(StaffToday(edits=talk.turn.button_of))
    else:
        talk.answer(Forwarded(message_id, edits=talk.turn.button_of))


@staff_verb
def show(talk: Talk, task_id: int) -> None:
    """Show what somebody has written and is not answered; that it was read is written down."""
    task = access.personal(talk.db, talk.caller, Task, task_id)
    talk.toast()
    waiting = messages.unanswered(talk.db, task.participant_id)
    _note_reading(talk, task.participant_id)
    for message in waiting:
        talk.answer(Forwarded(message.id or 0))
    if not waiting:
        talk.answer(StaffToday(edits=talk.turn.button_of))


@staff_verb
def answer(talk: Talk) -> None:
    """Send what a member of staff wrote in reply to a forwarded message."""
    person = _replied_to(talk)
    if person is None:
        talk.answer(AnswerRefused("which"))
        return
    if talk.turn.said.media or talk.turn.said.is_other:
        talk.answer(AnswerRefused("text_only"))
        return
    try:
        written = replies.answer_in(talk.db, person, talk.turn.said.text, cause=talk.cause)
    except Refused as refused:
        talk.answer(_why(refused))
        return
    people.note_reading(talk.db, talk.caller, person, talk.now)
    talk.answer(StaffAnswered(written.id or 0))


@staff_verb
def leave(talk: Talk) -> None:
    """Let the chat be nobody's again."""
    _end(talk.db, _member(talk), cause=talk.cause)
    talk.staff = None
    talk.answer(StaffDisconnected())


def disconnect(database: Database, *, cause: Cause) -> None:
    """End the connection from the console; nothing happens when there is none."""
    with database.transaction() as db:
        member = db.get(Staff, cause.caller.staff_id) if cause.caller.staff_id else None
        if member is None:
            raise NotThere
        _end(db, member, cause=cause)


def lose(db: Db, member: Staff, *, cause: Cause) -> None:
    """End the connection of somebody who has blocked the bot."""
    _end(db, member, cause=cause)


def _connect(talk: Talk, member: Staff) -> None:
    _end(talk.db, member, cause=talk.cause.part("earlier"))
    if talk.staff is not None:
        _end(talk.db, talk.staff, cause=talk.cause.part("other"))
    talk.chat.language = Language(member.language)
    talk.chat.state, talk.chat.invitation_id = ChatState.NEW, None
    link = StaffLink(
        municipality_id=member.municipality_id,
        chat_id=talk.chat.id or 0,
        staff_id=member.id or 0,
        since=talk.now,
    )
    talk.db.add(link)
    talk.staff = member
    changes.record(
        talk.db,
        talk.cause,
        ChangeKind.STAFF_LINKED,
        municipality_id=member.municipality_id,
        after={"staff_id": member.id},
    )
    talk.answer(StaffConnected())


def _end(db: Db, member: Staff, *, cause: Cause) -> None:
    link = chats.staff_link_of(db, member.id or 0)
    if link is None:
        return
    link.ended_at = cause.now
    db.flush()
    changes.record(
        db,
        cause,
        ChangeKind.STAFF_UNLINKED,
        municipality_id=member.municipality_id,
        after={"staff_id": member.id},
    )


def _member(talk: Talk) -> Staff:
    if talk.staff is None:
        raise NotThere
    return talk.staff


def _replied_to(talk: Talk) -> Participant | None:
    """Return the person whose forwarded message is answered, if it is one of this connection's."""
    member = _member(talk)
    link = chats.staff_link_of(talk.db, member.id or 0)
    if link is None or talk.turn.reply_to is None:
        return None
    row = said.to_staff(
        talk.db, member.id or 0, talk.turn.reply_to, kind=Forwarded.kind, since=link.since
    )
    message = talk.db.get(Message, row.params["message_id"]) if row else None
    if message is None:
        return None
    try:
        return access.participant(talk.db, talk.caller, message.participant_id)
    except NotThere:
        return None


def _note_reading(talk: Talk, participant_id: int) -> None:
    person = talk.db.get_one(Participant, participant_id)
    people.note_reading(talk.db, talk.caller, person, talk.now)
    messages.mark_read(talk.db, participant_id, talk.now)


def _why(refused: Refused) -> AnswerRefused:
    match refused:
        case CprNotAllowed():
            return AnswerRefused("cpr")
        case WordNotAllowed():
            return AnswerRefused("word", str(refused.values["word"]))
        case NoChat():
            return AnswerRefused("no_chat")
        case AnswerTooLong():
            return AnswerRefused("too_long")
        case _:
            return AnswerRefused("text_only")


def _confirm(db: Db, task: Task, *, cause: Cause) -> None:
    """Confirm a claim; one that was taken back meanwhile is only taken off the list."""
    with suppress(TakenBack):
        found = outcomes.load(db, cause.caller, task.about_id or 0, lock=True)
        outcomes.confirm_in(db, found, cause=cause)
    tasks.settle_in(db, task, cause=cause.part("task"))


def _note(db: Db, task: Task, *, cause: Cause) -> None:
    """Note that an absence was seen; one that was taken back meanwhile is only taken off."""
    absence = access.personal(db, cause.caller, Absence, task.about_id or 0)
    absences.note_in(db, absence, cause=cause)
    tasks.settle_in(db, task, cause=cause.part("task"))


Settle = Callable[..., None]
SETTLE: dict[TaskKind, Settle] = {TaskKind.ABSENCE: _note, TaskKind.OUTCOME: _confirm}
"""What a tap does about a task of each kind; for all others it is simply taken off the list."""
