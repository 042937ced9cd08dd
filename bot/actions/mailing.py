"""The daily list by e-mail: write "sending" before the attempt, and then what became of it.

The rule is the outbox's: what certainly was not sent is tried again until noon, what may have
arrived is sent once more, with the same Message-ID, and then left in doubt.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session as Db

from bot.rules import dailies
from bot.rules.results import NotSent, Result
from bot.rules.settling import settle as decide
from bot.texts.staff.letter import Letter
from storage import daily
from storage.daily import DailyList
from storage.database import FOR_CHANGE, Database
from storage.staff import Staff
from storage.vocabulary import DailyBy, NoticeState, Outcome

Compose = Callable[[Db, Staff, date, datetime], Letter]
"""Writes the list of a day as things are now."""


@dataclass(frozen=True)
class Attempt:
    """A letter that is about to be sent: the how many-th attempt, to which address."""

    row_id: int
    number: int
    address: str
    on: date
    letter: Letter


def take_over(database: Database, bot: str, now: datetime) -> None:
    """Begin as the one active worker of `bot`: what a dead one was sending is due again."""
    with database.transaction() as db:
        daily.settle(db, bot, now)


def due(database: Database, bot: str, now: datetime, *, limit: int) -> list[int]:
    """Return what is to be sent now."""
    with database.reading() as db:
        return daily.due(db, bot, now, limit=limit)


def begin(database: Database, row_id: int, now: datetime, *, compose: Compose) -> Attempt | None:
    """Write "sending"; None when it is not due any more, too late, or not wanted."""
    with database.transaction() as db:
        row = db.get(DailyList, row_id, with_for_update=FOR_CHANGE)
        if row is None or row.state is not NoticeState.READY or row.due_at > now:
            return None
        member = db.get_one(Staff, row.staff_id)
        if now > dailies.of_day(row.on).not_after:
            _end(row, NoticeState.EXPIRED, Outcome.TOO_LATE, now)
            return None
        if not member.active or member.daily_by is DailyBy.NOT:
            _end(row, NoticeState.CANCELLED, Outcome.NOT_NEEDED, now)
            return None
        letter = compose(db, member, row.on, now)
        row.state = NoticeState.SENDING
        row.attempts += 1
        return Attempt(row_id, row.attempts, member.email, row.on, letter)


def settle(database: Database, attempt: Attempt, result: Result, now: datetime) -> None:
    """Write down what became of an attempt; one that another worker took over is left alone."""
    with database.transaction() as db:
        row = db.get_one(DailyList, attempt.row_id, with_for_update=FOR_CHANGE)
        if row.state is not NoticeState.SENDING or row.attempts != attempt.number:
            return
        settled = decide(result, attempts=row.attempts, tries=row.tries)
        if isinstance(result, NotSent):
            row.attempts -= 1
            row.tries += 1
        row.state, row.outcome = settled.state, settled.outcome
        if settled.pause is None:
            row.finished_at = now
        else:
            row.due_at = now + settled.pause


def put_back(database: Database, row_id: int) -> None:
    """Let a list be taken up again of which nothing was sent, although it may say "sending"."""
    with database.transaction() as db:
        row = db.get_one(DailyList, row_id, with_for_update=FOR_CHANGE)
        if row.state is NoticeState.SENDING:
            row.state = NoticeState.READY
            row.attempts -= 1


def put_aside(database: Database, row_id: int, now: datetime) -> None:
    """Let go of a list that we failed at: what could not be written, or may have arrived."""
    with database.transaction() as db:
        row = db.get_one(DailyList, row_id, with_for_update=FOR_CHANGE)
        ends = {
            NoticeState.READY: NoticeState.FAILED,
            NoticeState.SENDING: NoticeState.UNCERTAIN,
        }
        if row.state in ends:
            _end(row, ends[row.state], Outcome.FAULT, now)


def _end(row: DailyList, state: NoticeState, outcome: Outcome, now: datetime) -> None:
    row.state, row.outcome, row.finished_at = state, outcome, now
