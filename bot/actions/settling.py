"""Write down what became of an attempt, and what follows from it for the person."""

from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import reach, staff_links
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.outbox import Attempt
from bot.rules.results import Delivered, NotSent, Result, UnknownFile, Unreachable, Wait
from bot.rules.settling import settle as decide
from bot.texts.enclosures import KINDS, name_of
from bot.texts.message import Media, Removed, words
from storage import chats, hiding, leases, telegram_files
from storage.chats import Chat
from storage.database import FOR_CHANGE, Database
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.telegram_files import AsSent
from storage.vocabulary import NoticeState, Outcome


def settle(
    database: Database, attempt: Attempt, result: Result, *, token: str, now: datetime
) -> None:
    """Settle an attempt; one whose lease was lost meanwhile is left alone."""
    with database.transaction() as db:
        row = leases.held(db, attempt.row_id, token, state=NoticeState.SENDING)
        if row is None:
            return
        _write(row, result, now)
        match result:
            case Delivered():
                _delivered(db, row, attempt, result)
            case UnknownFile():
                _forget_file(db, row, attempt)
            case Unreachable(why):
                _give_up_on(db, attempt, why, now)
            case _:
                pass


def put_back(database: Database, row_id: int, *, token: str) -> None:
    """Let a notice be claimed again of which nothing was sent, although it may say "sending"."""
    with database.transaction() as db:
        for state in (NoticeState.LEASED, NoticeState.SENDING):
            row = leases.held(db, row_id, token, state=state)
            if row is not None:
                row.attempts -= state is NoticeState.SENDING
                row.state = NoticeState.READY
                row.lease_token = row.leased_until = None
                return


def put_aside(database: Database, row_id: int, *, token: str, now: datetime) -> None:
    """Set a notice aside that we failed at, so that a person looks at it.

    What could not even be said has failed; what was being sent may have arrived.
    """
    ends = {NoticeState.LEASED: NoticeState.FAILED, NoticeState.SENDING: NoticeState.UNCERTAIN}
    with database.transaction() as db:
        for state, end in ends.items():
            row = leases.held(db, row_id, token, state=state)
            if row is not None:
                row.state, row.outcome, row.finished_at = end, Outcome.FAULT, now
                row.lease_token = row.leased_until = None
                return


def _write(row: Outbox, result: Result, now: datetime) -> None:
    settled = decide(result, attempts=row.attempts, tries=row.tries)
    if isinstance(result, NotSent | UnknownFile | Wait):
        row.attempts -= 1
        row.tries += 1
    row.state, row.outcome = settled.state, settled.outcome
    row.lease_token = row.leased_until = None
    if settled.pause is None:
        row.finished_at = now
    else:
        row.due_at = now + settled.pause


def _delivered(db: Db, row: Outbox, attempt: Attempt, result: Delivered) -> None:
    """Note what stands on the phone now, and what Telegram has."""
    said = attempt.message
    row.message_id, row.has_file = result.message_id, isinstance(said, Media)
    _remember_buttons(db, attempt, result.message_id)
    if isinstance(said, Removed):
        people = [link.participant_id for link in chats.links_of_chat(db, attempt.chat_id)]
        hiding.forget(db, attempt.chat_id, people, [said.message_id])
    if isinstance(said, Media) and said.file and result.remote and not said.remote:
        telegram_files.learn(db, _as_sent(row, said), remote=result.remote)


def _forget_file(db: Db, row: Outbox, attempt: Attempt) -> None:
    """Let the file be sent with its bytes."""
    said = attempt.message
    if isinstance(said, Media) and said.file and said.remote:
        telegram_files.forget(db, _as_sent(row, said), remote=said.remote)


def _as_sent(row: Outbox, file: Media) -> AsSent:
    return AsSent(file.file or 0, row.bot, KINDS[type(file)], name_of(file))


def _remember_buttons(db: Db, attempt: Attempt, message_id: int | None) -> None:
    """Let a typed number mean the button with this number, for as long as it is there."""
    message = words(attempt.message)
    if message is not None and message_id is not None:
        chat = db.get_one(Chat, attempt.chat_id, with_for_update=FOR_CHANGE)
        data = [button.data for row in message.buttons for button in row]
        chats.remember_buttons(chat, message_id, data)


def _give_up_on(db: Db, attempt: Attempt, why: Outcome, now: datetime) -> None:
    """Mark who cannot be reached: everybody whose phone it still is."""
    links = chats.links_of_chat(db, attempt.chat_id)
    for link in links:
        person = db.get_one(Participant, link.participant_id)
        # The same notice is owed again when they are back, and can meet the same end.
        key = f"unreachable:{attempt.row_id}:{person.id}:{now.isoformat()}"
        reach.lose(db, person, why, Cause(OPERATOR, key, now))
    mine = None if links else chats.staff_link_of_chat(db, attempt.chat_id)
    if mine is not None:
        key = f"staff_unreachable:{attempt.row_id}"
        staff_links.end_in(db, db.get_one(Staff, mine.staff_id), cause=Cause(OPERATOR, key, now))
