"""A session is moved while its reminder has come as far as it can: nobody ever reads the old time.

Each way of moving is tried in every state of the reminder of the evening before: what has not
begun is taken back, what stands on the phone is mended, and what is owed anew comes at its time.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from bot.actions import settling
from bot.actions.outbox import Attempt
from bot.actions.schedule import Plan
from bot.rules.results import Ambiguous, Delivered, Rejected
from bot.rules.time import local, read
from bot.texts.message import Message, Text
from storage.outbox import Outbox
from storage.vocabulary import NoticeState, Outcome
from tests.support import cast
from tests.support.cast import TOKEN, Stage

EVENING = read("2026-11-23 18:00")
MINUTES = timedelta(minutes=5)
OLD = "09:30"
MESSAGE = 4000
STILL_TO_COME = "23/11 18:00"


@dataclass(frozen=True)
class Move:
    """To which time, and when that is reminded of, told of at five past six the evening before.

    Told five minutes before six, `at_six` is reminded of, too.
    """

    starts_at: datetime
    reminders: list[str]
    at_six: bool = False


MOVES = {
    "later": Move(read("2026-11-26 14:00"), ["25/11 18:00", "26/11 12:00"]),
    "earlier": Move(read("2026-11-24 07:45"), ["24/11 07:00"], at_six=True),
    "same day": Move(read("2026-11-24 13:00"), ["24/11 11:00"], at_six=True),
    "into the night": Move(read("2026-11-24 23:30"), ["24/11 20:59"], at_six=True),
    "past its reminders": Move(read("2026-11-23 19:00"), []),
}

Road = Callable[[Stage, list[Outbox]], list[Attempt]]
"""Brings reminders into a state; returns those that are on their way to Telegram."""


def planned(_here: Stage, _rows: list[Outbox]) -> list[Attempt]:
    return []


def put(state: NoticeState, outcome: Outcome | None = None) -> Road:
    def road(here: Stage, rows: list[Outbox]) -> list[Attempt]:
        with here.database.transaction() as db:
            for row in rows:
                found = db.get_one(Outbox, row.id)
                found.state, found.outcome = state, outcome
        return []

    return road


def leased(here: Stage, _rows: list[Outbox]) -> list[Attempt]:
    here.claim(now=EVENING)
    return []


def sending(here: Stage, rows: list[Outbox]) -> list[Attempt]:
    leased(here, rows)
    return [attempt for row in rows if (attempt := here.begin(row, now=EVENING))]


def sent(here: Stage, rows: list[Outbox]) -> list[Attempt]:
    deliver(here, sending(here, rows), now=EVENING)
    return []


def failed(here: Stage, rows: list[Outbox]) -> list[Attempt]:
    for attempt in sending(here, rows):
        settling.settle(here.database, attempt, Rejected(), token=TOKEN, now=EVENING)
    return []


def in_doubt(here: Stage, rows: list[Outbox]) -> list[Attempt]:
    for attempt in sending(here, rows):
        settling.settle(here.database, attempt, Ambiguous(), token=TOKEN, now=EVENING)
    return []


ROADS: dict[str, tuple[Road, NoticeState]] = {
    "planned": (planned, NoticeState.SUPERSEDED),
    "ready": (put(NoticeState.READY), NoticeState.SUPERSEDED),
    "leased": (leased, NoticeState.SUPERSEDED),
    "held": (put(NoticeState.HELD), NoticeState.SUPERSEDED),
    "in doubt, to be sent once more": (in_doubt, NoticeState.SUPERSEDED),
    "sending": (sending, NoticeState.SENDING),
    "sent": (sent, NoticeState.SENT),
    "failed": (failed, NoticeState.FAILED),
    "expired": (put(NoticeState.EXPIRED, Outcome.TOO_LATE), NoticeState.EXPIRED),
    "uncertain": (put(NoticeState.UNCERTAIN, Outcome.NO_ANSWER), NoticeState.UNCERTAIN),
    "cancelled": (put(NoticeState.CANCELLED, Outcome.STOPPED), NoticeState.CANCELLED),
    "superseded": (put(NoticeState.SUPERSEDED, Outcome.RULE_CHANGED), NoticeState.SUPERSEDED),
}
"""How a reminder gets into each state, and in which the move leaves it."""


def deliver(here: Stage, attempts: list[Attempt], *, now: datetime) -> None:
    for attempt in attempts:
        result = Delivered(MESSAGE + attempt.row_id)
        settling.settle(here.database, attempt, result, token=TOKEN, now=now)


@pytest.mark.parametrize("name", ROADS)
def test_a_moved_session_is_told_of_rightly_whatever_its_reminder_has_come_to(
    here: Stage, name: str
) -> None:
    road, left = ROADS[name]
    sessions = {here.session(key, titled(key)): move for key, move in MOVES.items()}
    evening = [row for row in about(here, sessions) if row.due_at == EVENING]
    on_their_way = road(here, evening)
    now = EVENING - MINUTES if name == "planned" else EVENING + MINUTES
    for session, move in sessions.items():
        here.move(session, move.starts_at, now=now)
    after = {row.id: row for row in about(here, sessions)}
    assert {after[row.id].state for row in evening} == {left}
    assert [here.begin(row, now=now) for row in evening] == [None] * len(evening)
    deliver(here, on_their_way, now=now)
    for session, move in sessions.items():
        owed = [row for row in here.owed("Jens") if row.session_id == session]
        assert [row.kind for row in owed if row.kind != "reminder"] == ["session_moved"]
        at_six = [STILL_TO_COME] if move.at_six and now < EVENING else []
        assert dues(owed) == [*at_six, *move.reminders]
        assert {row.session_revision for row in owed} == {2}
    mended = here.owed("Jens", kinds=["refresh"])
    assert len(mended) == (len(sessions) if name in {"sending", "sent"} else 0)
    read_on_the_phone(here)


def titled(key: str) -> Plan:
    return replace(cast.plan(), title_da=key)


def about(here: Stage, sessions: dict[int, Move]) -> list[Outbox]:
    return [row for row in here.rows("Jens") if row.session_id in sessions]


def dues(rows: list[Outbox]) -> list[str]:
    found = sorted(row.due_at for row in rows if row.kind == "reminder")
    return [f"{local(due):%d/%m %H:%M}" for due in found]


def read_on_the_phone(here: Stage) -> None:
    """Let everything go that is owed to Jens: each message says the new time of its session."""
    said: list[Message] = []
    for moment in sorted({row.due_at for row in here.owed("Jens")}):
        now = max(moment, EVENING + MINUTES)
        claimed = [row for row in here.claim(now=now) if row.participant_id == jens(here)]
        attempts = [attempt for row in claimed if (attempt := here.begin(row, now=now))]
        deliver(here, attempts, now=now)
        said += [attempt.message for attempt in attempts]
    texts = [message.html for message in said if isinstance(message, Text)]
    assert len(texts) >= len(MOVES)
    for text in texts:
        [move] = [move for key, move in MOVES.items() if f">{key}<" in text]
        assert OLD not in text
        assert f"{local(move.starts_at):%H:%M}" in text


def jens(here: Stage) -> int:
    return here.town.people["Jens"]
