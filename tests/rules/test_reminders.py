"""When a session's reminders come."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import assume, given, strategies as st

from bot.actions.calendar import is_holiday
from bot.rules.quiet import QuietHours
from bot.rules.reminders import APART, Planned, Rule, plan
from bot.rules.time import local, read

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


def _planned(starts: str, *, now: str | None = None, told: bool = False) -> list[str]:
    moment = read(now) if now else LONG_AGO
    found = plan(SHIPPED, read(starts), QUIET, now=moment, told=told)
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
    assert plan([at_noon], read("2026-11-24 09:30"), QUIET, now=LONG_AGO, told=False) == []
    found = plan([at_noon], read("2026-11-24 14:00"), QUIET, now=LONG_AGO, told=False)
    assert found == [Planned(1, read("2026-11-24 12:00"))]


def test_without_rules_nobody_is_reminded() -> None:
    assert plan([], read("2026-11-24 09:30"), QUIET, now=LONG_AGO, told=False) == []


@given(RULES, STARTS, AHEAD, st.booleans())
def test_every_reminder_comes_in_time_and_in_peace(
    rules: list[Rule],
    starts: datetime,
    ahead: timedelta,
    told: bool,  # noqa: FBT001  # drawn
) -> None:
    now = starts - ahead
    found = plan(rules, starts, QUIET, now=now, told=told)
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
    named = {rule.id: rule.moment(starts) for rule in rules}
    found = plan(rules, starts, QUIET, now=LONG_AGO, told=False)
    for one in found:
        others = [other for other in found if other is not one]
        was_moved = one.due_at != named[one.rule_id]
        assert not was_moved or all(abs(one.due_at - other.due_at) >= APART for other in others)


@given(STARTS)
def test_the_shipped_rules_never_remind_twice_in_one_evening(starts: datetime) -> None:
    found = plan(SHIPPED, starts, QUIET, now=LONG_AGO, told=False)
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
    planned = {one.rule_id: one.due_at for one in plan(rules, starts, QUIET, now=first, told=True)}
    for now in later:
        again = {one.rule_id: one.due_at for one in plan(rules, starts, QUIET, now=now, told=True)}
        assert again == {rule: due for rule, due in planned.items() if due > now and now < starts}
