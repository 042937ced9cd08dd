"""A notice on its way: taken up, being sent, settled."""

from datetime import datetime, timedelta

from bot.actions import settling
from bot.actions.outbox import Attempt
from bot.rules.results import Result
from bot.rules.time import read
from storage.outbox import Outbox
from tests.support.cast import TOKEN, Stage

EVENING = read("2026-11-23 18:00")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def leased(here: Stage, who: str = "Jens", *, now: datetime = EVENING) -> Outbox:
    """Take up what is due, and return somebody's part of it."""
    person = here.town.people[who]
    (row,) = [row for row in here.claim(now=now) if row.participant_id == person]
    return row


def sending(here: Stage, *, now: datetime = EVENING) -> Attempt:
    attempt = here.begin(leased(here, now=now), now=now)
    assert attempt is not None
    return attempt


def settle(here: Stage, attempt: Attempt, result: Result, *, now: datetime = EVENING) -> Outbox:
    settling.settle(here.database, attempt, result, token=TOKEN, now=now)
    return row(here, attempt.row_id)


def row(here: Stage, number: int | None) -> Outbox:
    with here.database.reading() as db:
        return db.get_one(Outbox, number)
