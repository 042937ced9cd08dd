"""When a session's reminders come."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import assume, given, strategies as st

from bot.actions.calendar import is_holiday
from bot.rules.quiet import QuietHours
from bot.rules.reminders import APART, LATE, Planned, Rule, Span, in_force, moments, plan
from bot.rules.time import local, read
from storage.vocabulary import Anchor, ReminderKind

QUIET = QuietHours(time(21), time(7), is_holiday)
SHIPPED = [Rule(1, days_before=1, clock=time(18)), Rule(2, minutes_before=120)]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)

RULES = st.lists(
    st.builds(
        lambda days, hour, minutes, by_day: (
            {"days_before": days, "clock": time(hour)} if by_day else {"minutes_before": minutes}
        ),
        st.integers(0, 3),
        st.integers(0, 23),
        st.integers(0, 3000),
        st.booleans(),
    ),
    max_size=4,
).map(lambda forms: [Rule(number, **form) for number, form in enumerate(forms)])
STARTS = st.datetimes(datetime(2026, 3, 20), datetime(2027, 1, 10), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis wants naive bounds
AHEAD = st.timedeltas(timedelta(), timedelta(days=9))


def _plan(
    rules: list[Rule], starts: datetime, *, now: datetime = LONG_AGO, told: bool = False
) -> list[Planned]:
    span = Span(starts, starts + timedelta(hours=2))
    return plan(moments(rules, span, QUIET), span, now=now, told=told)


def _planned(starts: str, *, now: str | None = None, told: bool = False) -> list[str]:
    moment = read(now) if now else LONG_AGO
    found = _plan(SHIPPED, read(starts), now=moment, told=told)
    return [f"{local(one.due_at):%Y-%m-%d %H:%M}" + "!" * one.urgent for one in found]


@pytest.mark.parametrize(
    ("starts", "reminders"),
    [
        pytest.param("2026-11-24 09:30", ["2026-11-23 18:00", "2026-11-24 07:30"], id="a morning"),
        pytest.param("2026-11-24 14:00", ["2026-11-23 18:00", "2026-11-24 12:00"], id="an afternoon"),
        pytest.param("2026-11-24 08:00", ["2026-11-23 18:00", "2026-11-24 07:00"], id="eight: at seven, not at six"),
        pytest.param("2026-11-24 07:30", ["2026-11-23 18:00", "2026-11-24 07:00"], id="half past seven: still in time"),
        pytest.param("2026-11-24 07:15", ["2026-11-23 18:00"], id="a quarter past seven: the evening must do"),
        pytest.param("2026-11-24 23:30", ["2026-11-23 18:00", "2026-11-24 20:59"], id="a night shift"),
        pytest.param("2026-04-07 14:00", ["2026-04-07 07:00", "2026-04-07 12:00"], id="after Easter, afternoon"),
        pytest.param("2026-04-07 09:00", ["2026-04-07 07:00"], id="after Easter, morning: once"),
        pytest.param("2026-04-07 09:30", ["2026-04-07 07:30"], id="after Easter, half past nine: once"),
        pytest.param("2026-04-07 07:15", ["2026-04-04 20:59"], id="after Easter, too early for a morning"),
        pytest.param("2026-04-06 10:00", ["2026-04-04 20:59"], id="on Easter Monday"),
        pytest.param("2026-03-29 09:30", ["2026-03-28 18:00", "2026-03-29 07:30"], id="the night gets shorter"),
        pytest.param("2026-10-25 09:30", ["2026-10-24 18:00", "2026-10-25 07:30"], id="the night gets longer"),
        pytest.param("2026-10-26 09:30", ["2026-10-25 18:00", "2026-10-26 07:30"], id="the evening after"),
    ],
)  # fmt: skip
def test_a_session_is_announced(starts: str, reminders: list[str]) -> None:
    assert _planned(starts) == reminders


@pytest.mark.parametrize(
    ("now", "told", "reminders"),
    [
        ("2026-11-23 17:59", False, ["2026-11-23 18:00", "2026-11-24 07:30"]),
        ("2026-11-23 18:00", False, ["2026-11-24 07:30"]),
        ("2026-11-24 07:00", False, ["2026-11-24 07:30"]),
        ("2026-11-24 08:00", False, ["2026-11-24 08:00!"]),
        ("2026-11-24 08:00", True, []),
        ("2026-11-24 09:30", False, []),
        ("2026-11-24 10:00", False, []),
    ],
)
def test_who_joins_late_gets_the_next_one_that_makes_sense(
    now: str,
    told: bool,  # noqa: FBT001  # a column of the table
    reminders: list[str],
) -> None:
    assert _planned("2026-11-24 09:30", now=now, told=told) == reminders


def test_a_rule_that_names_a_moment_after_the_start_says_nothing() -> None:
    at_noon = Rule(1, days_before=0, clock=time(12))
    assert _plan([at_noon], read("2026-11-24 09:30")) == []
    found = _plan([at_noon], read("2026-11-24 14:00"))
    assert [(one.rule_id, one.due_at) for one in found] == [(1, read("2026-11-24 12:00"))]


def test_without_rules_nobody_is_reminded() -> None:
    assert _plan([], read("2026-11-24 09:30")) == []


@given(RULES, STARTS, AHEAD, st.booleans())
def test_every_reminder_comes_in_time_and_in_peace(
    rules: list[Rule],
    starts: datetime,
    ahead: timedelta,
    told: bool,  # noqa: FBT001  # drawn
) -> None:
    now = starts - ahead
    found = _plan(rules, starts, now=now, told=told)
    assert found == sorted(found, key=lambda one: one.due_at)
    assert len({one.rule_id for one in found}) == len(found)
    assert len({one.due_at for one in found}) == len(found)
    for one in found:
        assert now <= one.due_at < starts
        assert one.urgent or not QUIET.covers(one.due_at)
        assert not one.urgent or (one.due_at == now and len(found) == 1 and not told)


@given(RULES, STARTS)
def test_what_quiet_hours_moved_stands_apart_from_all_others(
    rules: list[Rule], starts: datetime
) -> None:
    named = {rule.id: rule.moment(Span(starts, starts)) for rule in rules}
    found = _plan(rules, starts)
    for one in found:
        others = [other for other in found if other is not one]
        was_moved = one.due_at != named[one.rule_id]
        assert not was_moved or all(abs(one.due_at - other.due_at) >= APART for other in others)


@given(STARTS)
def test_the_shipped_rules_never_remind_twice_in_one_evening(starts: datetime) -> None:
    found = _plan(SHIPPED, starts)
    assert 1 <= len(found) <= 2
    if len(found) == 2:
        assert local(found[0].due_at).date() < local(found[1].due_at).date() or (
            found[1].due_at - found[0].due_at >= timedelta(hours=2)
        )


@given(RULES, STARTS, st.lists(AHEAD, min_size=2, max_size=4))
def test_planning_again_later_only_leaves_out_what_has_passed(
    rules: list[Rule], starts: datetime, looks: list[timedelta]
) -> None:
    first, *later = sorted(starts - ahead for ahead in looks)
    assume(first < starts)
    planned = {one.rule_id: one.due_at for one in _plan(rules, starts, now=first, told=True)}
    for now in later:
        again = {one.rule_id: one.due_at for one in _plan(rules, starts, now=now, told=True)}
        assert again == {rule: due for rule, due in planned.items() if due > now and now < starts}


def test_a_fixed_weekday_is_the_last_one_before_the_start() -> None:
    sunday = Rule(1, weekday=6, clock=time(17))
    assert _dues([sunday], "2026-11-24 09:30") == ["2026-11-22 17:00"]
    assert _dues([sunday], "2026-11-29 18:00") == ["2026-11-29 17:00"]
    assert _dues([sunday], "2026-11-29 16:00") == ["2026-11-22 17:00"]


@pytest.mark.parametrize(
    ("rule", "reminders"),
    [
        (Rule(1, minutes_before=-60, anchor=Anchor.END), ["2026-11-24 12:30"]),
        (Rule(1, days_before=-1, clock=time(10), anchor=Anchor.END), ["2026-11-25 10:00"]),
        (Rule(1, minutes_before=-11 * 60, anchor=Anchor.END), ["2026-11-25 07:00"]),
        (Rule(1, days_before=0, clock=time(10), anchor=Anchor.END), []),
        (Rule(1, days_before=0, clock=time(16)), []),
    ],
)
def test_what_asks_how_it_was_comes_after_the_end_and_not_in_the_night(
    rule: Rule, reminders: list[str]
) -> None:
    assert _dues([rule], "2026-11-24 09:30") == reminders


def test_who_joins_late_is_reminded_at_once_although_something_comes_after_the_end() -> None:
    afterwards = Rule(3, minutes_before=-60, anchor=Anchor.END)
    found = _plan([*SHIPPED, afterwards], read("2026-11-24 09:30"), now=read("2026-11-24 08:00"))
    assert [(one.rule_id, one.urgent) for one in found] == [(2, True), (3, False)]
    assert found[1].not_after == found[1].due_at + LATE


@pytest.mark.parametrize(
    ("muted_until", "now", "rules"),
    [
        ("2026-11-24 00:00", "2026-11-20 12:00", [2]),
        ("2026-11-25 00:00", "2026-11-20 12:00", []),
        ("2026-11-24 08:00", "2026-11-24 08:00", []),
        ("2026-11-24 07:00", "2026-11-24 08:00", [2]),
    ],
)
def test_what_was_held_back_is_not_made_up_for(
    muted_until: str, now: str, rules: list[int]
) -> None:
    span = Span(read("2026-11-24 09:30"), read("2026-11-24 11:30"))
    found = moments(SHIPPED, span, QUIET)
    since = read(muted_until)
    coming = plan(found, span, now=read(now), told=False, since=since)
    assert [one.rule_id for one in coming] == rules


@pytest.mark.parametrize(
    ("kind", "course_id", "rings", "rules"),
    [
        (ReminderKind.SESSION, None, True, [1]),
        (ReminderKind.SESSION, 7, True, [2]),
        (ReminderKind.SESSION, 8, True, [1]),
        (ReminderKind.CONTRACT_MEETING, None, True, [3]),
        (ReminderKind.CONTRACT_MEETING, 7, True, [3]),
        (ReminderKind.PLACEMENT_START, None, True, [1]),
        (ReminderKind.PLACEMENT_START, 7, True, [2]),
        (ReminderKind.PLACEMENT_WEEK, None, False, [4]),
        (ReminderKind.SESSION, None, False, []),
    ],
)
def test_a_kind_has_its_own_rules_and_a_course_has_them_first(
    kind: ReminderKind,
    course_id: int | None,
    rings: bool,  # noqa: FBT001  # a column of the table
    rules: list[int],
) -> None:
    known = [
        Rule(1, minutes_before=60),
        Rule(2, minutes_before=60, course_id=7),
        Rule(3, minutes_before=60, kind=ReminderKind.CONTRACT_MEETING),
        Rule(4, minutes_before=60, kind=ReminderKind.PLACEMENT_WEEK),
    ]
    assert [rule.id for rule in in_force(known, kind, course_id, rings=rings)] == rules


def _dues(rules: list[Rule], starts: str) -> list[str]:
    return [f"{local(one.due_at):%Y-%m-%d %H:%M}" for one in _plan(rules, read(starts))]
