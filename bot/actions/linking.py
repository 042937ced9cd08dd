"""The link from a chat to a person: it begins to hold, and it ends."""

from sqlmodel import Session as Db, col

from bot.actions import access, changes, planning, tasks
from bot.actions.changes import Cause
from storage import chats, dialogues, outbox, people
from storage.chats import Chat, Link
from storage.database import Database
from storage.outbox import Outbox
from storage.people import Invitation, Participant
from storage.vocabulary import ChangeKind, ChatState, NoticeState, Outcome, TaskKind


def begin_in(db: Db, person: Participant, link: Link, *, cause: Cause) -> None:
    """Let a link hold from now on: the former phone is left, what was missed is planned."""
    leave_older(db, person, link, cause=cause)
    person.unreachable_at = person.erased_at = None
    link.is_confirmed = True
    db.add(link)
    changes.record_of(db, person, ChangeKind.LINKED, cause, after={"language": person.language})
    tasks.close_in(db, TaskKind.UNLINKED, person.id, cause=cause)
    planning.catch_up(db, person.id or 0, cause.now)


def end_in(db: Db, link: Link, *, cause: Cause) -> None:
    """End a link; a chat that is nobody's any more has stopped."""
    link.ended_at, link.ended_by = cause.now, cause.caller.staff_id
    db.flush()
    chat = db.get_one(Chat, link.chat_id)
    if chat.participant_id == link.participant_id:
        chat.participant_id = None
    going_on = dialogues.of_chat(db, link.chat_id)
    if going_on is not None and going_on.participant_id == link.participant_id:
        dialogues.end(db, link.chat_id)
    if not chats.links_of_chat(db, link.chat_id):
        chat.state = ChatState.STOPPED


def leave_older(db: Db, person: Participant, link: Link, *, cause: Cause) -> None:
    """End the link of the person's former phone, and take back what it was still to be sent."""
    older = chats.link_of_participant(db, person.id or 0)
    if older is None or older is link:
        return
    end_in(db, older, cause=Cause(access.OPERATOR, cause.key, cause.now))
    outbox.withdraw(
        db,
        col(Outbox.chat_id) == older.chat_id,
        col(Outbox.participant_id) == person.id,
        outcome=Outcome.REPLACED,
        state=NoticeState.CANCELLED,
    )


def unlink(database: Database, participant_id: int, *, cause: Cause) -> None:
    """End a lost phone's link for a member of staff; it does not come back by itself.

    The person can be invited again, and then gets what they missed. Raises NotThere.
    """
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        held = chats.link_of_participant(db, participant_id)
        for link in (held, chats.waiting_link(db, participant_id)):
            if link is not None:
                cut_in(db, person, link, cause=cause)
                cause = cause.part("waiting")


def cut_in(db: Db, person: Participant, link: Link, *, cause: Cause) -> None:
    """Take a phone away from a person: what was on its way, its invitation, what it awaited."""
    theirs = col(Outbox.participant_id) == person.id
    outbox.withdraw(db, theirs, outcome=Outcome.NOT_LINKED, state=NoticeState.CANCELLED)
    end_in(db, link, cause=cause)
    people.end_invitations(db, person.id or 0, cause.now)
    chat = db.get_one(Chat, link.chat_id)
    invited = db.get(Invitation, chat.invitation_id) if chat.invitation_id else None
    if invited is not None and invited.participant_id == person.id:
        chat.invitation_id = None
    tasks.close_in(db, TaskKind.UNLINKED, person.id, cause=cause)
    tasks.close_in(db, TaskKind.SHARED_PHONE, link.id, cause=cause)
    changes.record_of(db, person, ChangeKind.UNLINKED, cause)
