"""A session is moved while its reminder has come as far as it can: nobody ever reads the old time.

A reminder of the evening before is moved away from in every state, and a planned one in each way:
what has not begun is taken back, what stands on the phone is mended, and what is owed anew comes
at its time. All of it happens to one person in one evening.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import cycle

from bot.actions import settling
from bot.actions.outbox import Attempt
from bot.rules.results import Ambiguous, Delivered, Rejected, Result
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


MOVES = (
    Move(read("2026-11-26 14:00"), ["25/11 18:00", "26/11 12:00"]),  # later
    Move(read("2026-11-24 07:45"), ["24/11 07:00"], at_six=True),  # earlier
    Move(read("2026-11-24 13:00"), ["24/11 11:00"], at_six=True),  # the same day
    Move(read("2026-11-24 23:30"), ["24/11 20:59"], at_six=True),  # into the night
    Move(read("2026-11-23 19:00"), []),  # past its reminders
)

Road = Callable[[Stage, Outbox], Attempt | None]
"""Brings a leased reminder into a state; returns it when it is on its way to Telegram."""


def leased(_here: Stage, _row: Outbox) -> None:
    return None


def sending(here: Stage, row: Outbox) -> Attempt | None:
    return here.begin(row, now=EVENING)


def put(state: NoticeState, outcome: Outcome | None = None) -> Road:
    def road(here: Stage, row: Outbox) -> None:
        with here.database.transaction() as db:
            found = db.get_one(Outbox, row.id)
            found.state, found.outcome = state, outcome
            found.lease_token = found.leased_until = None

    return road


def answered(result: Result) -> Road:
    def road(here: Stage, row: Outbox) -> None:
        attempt = sending(here, row)
        assert attempt is not None
        settling.settle(here.database, attempt, result, token=TOKEN, now=EVENING)

    return road


ROADS: dict[str, tuple[Road, NoticeState]] = {
    "ready": (put(NoticeState.READY), NoticeState.SUPERSEDED),
    "leased": (leased, NoticeState.SUPERSEDED),
    "held": (put(NoticeState.HELD), NoticeState.SUPERSEDED),
    "in doubt, to be sent once more": (answered(Ambiguous()), NoticeState.SUPERSEDED),
    "sending": (sending, NoticeState.SENDING),
    "sent": (answered(Delivered(MESSAGE)), NoticeState.SENT),
    "failed": (answered(Rejected()), NoticeState.FAILED),
    "expired": (put(NoticeState.EXPIRED, Outcome.TOO_LATE), NoticeState.EXPIRED),
    "uncertain": (put(NoticeState.UNCERTAIN, Outcome.NO_ANSWER), NoticeState.UNCERTAIN),
    "cancelled": (put(NoticeState.CANCELLED, Outcome.STOPPED), NoticeState.CANCELLED),
    "superseded": (put(NoticeState.SUPERSEDED, Outcome.RULE_CHANGED), NoticeState.SUPERSEDED),
}
"""How a reminder gets into each state, and in which the move leaves it."""


@dataclass(frozen=True)
class Case:
    """A session with its reminder of the evening before, how it is moved, and what it was in."""

    title: str
    session: int
    evening: Outbox
    move: Move
    road: Road | None
    left: NoticeState = NoticeState.SUPERSEDED


def test_a_moved_session_is_told_of_rightly_whatever_its_reminder_has_come_to(here: Stage) -> None:
    planned = [case(here, f"planned {number}", move) for number, move in enumerate(MOVES)]
    others = [
        case(here, name, move, *ROADS[name])
        for name, move in zip(ROADS, cycle(MOVES), strict=False)
    ]
    early, late = EVENING - MINUTES, EVENING + MINUTES
    for one in planned:
        here.move(one.session, one.move.starts_at, now=early)
    here.claim(now=EVENING)
    on_their_way = {one.title: one.road(here, one.evening) for one in others if one.road}
    for one in others:
        here.move(one.session, one.move.starts_at, now=late)
    rows = here.rows("Jens")
    state = {row.id: row.state for row in rows}
    assert {one.title: state[one.evening.id] for one in [*planned, *others]} == {
        one.title: one.left for one in [*planned, *others]
    }
    for one in [*planned, *others]:
        assert here.begin(one.evening, now=late) is None
    deliver(here, [attempt for attempt in on_their_way.values() if attempt], now=late)
    for one in planned:
        check_owed(here, one, at_six=[STILL_TO_COME] if one.move.at_six else [])
    for one in others:
        check_owed(here, one)
    assert len(here.owed("Jens", kinds=["refresh"])) == len({"sending", "sent"})
    read_on_the_phone(here, [*planned, *others])


def case(
    here: Stage,
    title: str,
    move: Move,
    road: Road | None = None,
    left: NoticeState = NoticeState.SUPERSEDED,
) -> Case:
    session = here.session(title, replace(cast.plan(), title_da=title))
    [evening] = [
        row for row in here.rows("Jens") if row.session_id == session and row.due_at == EVENING
    ]
    return Case(title, session, evening, move, road, left)


def check_owed(here: Stage, one: Case, *, at_six: list[str] | None = None) -> None:
    owed = [row for row in here.owed("Jens") if row.session_id == one.session]
    assert [row.kind for row in owed if row.kind != "reminder"] == ["session_moved"], one.title
    due = sorted(row.due_at for row in owed if row.kind == "reminder")
    said = [f"{local(moment):%d/%m %H:%M}" for moment in due]
    assert said == [*(at_six or []), *one.move.reminders], one.title
    assert {row.session_revision for row in owed} == {2}


def deliver(here: Stage, attempts: list[Attempt], *, now: datetime) -> None:
    for attempt in attempts:
        result = Delivered(MESSAGE + attempt.row_id)
        settling.settle(here.database, attempt, result, token=TOKEN, now=now)


def read_on_the_phone(here: Stage, cases: list[Case]) -> None:
    """Let everything go that is owed to Jens: each message says the new time of its session."""
    said: list[Message] = []
    owed = here.owed("Jens")
    for moment in sorted({row.due_at for row in owed}):
        now = max(moment, EVENING + MINUTES)
        here.claim(now=now)
        due = [row for row in owed if row.due_at == moment]
        attempts = [attempt for row in due if (attempt := here.begin(row, now=now))]
        deliver(here, attempts, now=now)
        said += [attempt.message for attempt in attempts]
    texts = [message.html for message in said if isinstance(message, Text)]
    assert len(texts) == len(owed)
    for text in texts:
        [one] = [one for one in cases if f">{one.title}<" in text]
        assert OLD not in text
        assert f"{local(one.move.starts_at):%H:%M}" in text
