"""The hours of a week are those of the calendar, each counted once."""

from datetime import date, datetime, timedelta

import pytest

from bot.rules import hours
from bot.rules.hours import Meeting, Week, Weekly
from bot.rules.time import at, local, read
from storage.vocabulary import Presence, Source

MONDAY = date(2026, 11, 23)
DANISH = Weekly(15, date(2026, 11, 1), date(2026, 11, 25))
NEXT = Weekly(18, date(2026, 11, 26))
JOB = Weekly(8, date(2026, 11, 24), date(2026, 11, 24))


def counted(*meetings: Meeting, activities: tuple[Weekly, ...] = ()) -> Week:
    return hours.week(MONDAY, asked=37, activities=activities, reductions=(), meetings=meetings)


def meeting(starts: str, ends: str, **known: object) -> Meeting:
    return Meeting(read(starts), read(ends), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("weekly", "expected"),
    [
        ((), 0),
        ((DANISH, NEXT), 18),  # one follows the other: not 33
        ((DANISH, JOB), 23),
        ((DANISH, JOB, NEXT), 23),
        ((Weekly(10, date(2026, 11, 30)),), 0),
        ((Weekly(10, date(2026, 11, 1), date(2026, 11, 22)),), 0),
        ((Weekly(10, date(2026, 11, 29), date(2026, 11, 29)),), 10),
    ],
)
def test_activities_count_as_on_the_fullest_day_of_the_week(
    weekly: tuple[Weekly, ...], expected: float
) -> None:
    assert hours.fullest(weekly, MONDAY) == expected


def test_reductions_take_from_what_is_asked_and_never_below_nothing() -> None:
    for less, left in ((12.5, 24.5), (40, 0)):
        found = hours.week(
            MONDAY, asked=37, activities=(), reductions=(Weekly(less, MONDAY),), meetings=()
        )
        assert found.asked == left


def test_what_takes_place_at_the_same_time_counts_once_and_what_is_cancelled_never() -> None:
    found = counted(
        meeting("2026-11-24 09:00", "2026-11-24 12:00", attended=True),
        meeting("2026-11-24 11:00", "2026-11-24 14:00", attended=False),
        meeting("2026-11-25 09:00", "2026-11-25 12:00"),
        meeting("2026-11-26 09:00", "2026-11-26 12:00", attended=True, is_cancelled=True),
        activities=(DANISH,),
    )
    assert (found.sessions, found.noted, found.attended) == (8, 5, 3)
    assert found.planned == 23


def test_counted_minutes_take_the_place_of_the_whole_session() -> None:
    found = counted(meeting("2026-11-24 09:00", "2026-11-24 12:00", attended=True, minutes=90))
    assert (found.sessions, found.attended) == (3, 1.5)


@pytest.mark.parametrize(("evening", "expected"), [(date(2026, 10, 24), 9), (date(2026, 3, 28), 7)])
def test_a_night_on_which_the_clock_changes_has_the_hours_that_pass(
    evening: date, expected: float
) -> None:
    clock = local(read("2026-01-01 22:00")).time()
    starts = at(evening, clock)
    ends = at(evening + timedelta(days=1), datetime(2026, 1, 1, 6).time())  # noqa: DTZ001  # a time
    monday = evening - timedelta(days=evening.weekday())
    found = hours.week(
        monday, asked=37, activities=(), reductions=(), meetings=[Meeting(starts, ends)]
    )
    assert found.sessions == expected


HERE, LATE, AWAY = Presence.PRESENT, Presence.LATE, Presence.ABSENT
SELF, TRAINER, METTE = Source.PARTICIPANT, Source.TRAINER, Source.CASEWORKER


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((), (None, None)),
        (((SELF, HERE, None),), (True, None)),
        (((SELF, HERE, None), (TRAINER, AWAY, None)), (False, None)),
        (((TRAINER, AWAY, None), (METTE, LATE, 45)), (True, 45)),
        (((TRAINER, HERE, None), (METTE, LATE, 100), (SELF, HERE, 180)), (True, 100)),
    ],
)
def test_a_word_of_staff_counts_before_the_persons_own(
    said: tuple[tuple[Source, Presence, int | None], ...],
    expected: tuple[bool | None, int | None],
) -> None:
    assert hours.presence(said) == expected
