"""The connection of a member of staff to their own chat: it is made once, and it ends."""

from datetime import datetime, timedelta

from sqlmodel import Session as Db

from bot.actions import changes
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.talk import Talk
from bot.actions.verbs import staff_verb
from bot.rules.refusals import NotThere
from bot.rules.tickets import Ticket
from bot.texts.staff.connection import LinkForStaff, StaffConnected, StaffDisconnected, TicketOver
from storage import chats
from storage.chats import StaffLink
from storage.database import FOR_CHANGE, Database
from storage.staff import Staff
from storage.vocabulary import ChangeKind, ChatState, Language

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


@staff_verb
def leave(talk: Talk) -> None:
    """Let the chat be nobody's again."""
    if talk.staff is not None:
        end_in(talk.db, talk.staff, cause=talk.cause)
    talk.staff = None
    talk.answer(StaffDisconnected())


def disconnect(database: Database, *, cause: Cause) -> None:
    """End the connection from the console; nothing happens when there is none."""
    with database.transaction() as db:
        member = db.get(Staff, cause.caller.staff_id) if cause.caller.staff_id else None
        if member is None:
            raise NotThere
        end_in(db, member, cause=cause)


def end_in(db: Db, member: Staff, *, cause: Cause) -> None:
    """End the connection within a transaction, if there is one."""
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


def _connect(talk: Talk, member: Staff) -> None:
    end_in(talk.db, member, cause=talk.cause.part("earlier"))
    if talk.staff is not None:
        end_in(talk.db, talk.staff, cause=talk.cause.part("other"))
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
