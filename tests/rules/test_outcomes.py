"""What is asked of a found job, and when somebody asks again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.rules import outcomes
from bot.rules.outcomes import EndsTooEarly, NoFirstDay, Step, SupportedThen, Told
from bot.rules.quiet import QuietHours
from bot.rules.time import local
from storage.vocabulary import OutcomeKind, Terms

NEW_YEAR = date(2027, 1, 1)
QUIET = QuietHours(time(21), time(7), lambda day: day == NEW_YEAR)


@pytest.mark.parametrize("kind", OutcomeKind)
def test_the_questions_of_each_kind_lead_to_the_summary(kind: OutcomeKind) -> None:
    asked = [step := outcomes.steps(kind)[0]]
    while step is not Step.SUMMARY:
        asked.append(step := outcomes.after(step, kind))
    assert asked == [*outcomes.steps(kind), Step.SUMMARY]
    assert outcomes.first_open(Told(kind)) is asked[0]


def test_a_draft_goes_on_where_it_was_left() -> None:
    told = Told(OutcomeKind.JOB, employer="Føtex", terms=Terms.HOURLY)
    assert outcomes.first_open(told) is Step.HOURS
    assert outcomes.first_open(Told(OutcomeKind.EDUCATION, employer="VUC")) is Step.STARTS


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("37", 37),
        ("٣٧", 37),
        ("፴፯", 37),
        ("25 timer", 25),
        ("፳፭ ሰዓት", 25),
        ("18,5", 18.5),
        ("18.75 timer", 18.75),
        ("١٨٫٢", 18.2),
        ("0,5", 0.5),
        ("60", 60),
    ],
)
def test_hours_are_read_in_every_script(text: str, hours: float) -> None:
    assert outcomes.hours(text) == hours


@pytest.mark.parametrize("text", ["", "0", "-3", "–3,5", "61", "1000000", "mange", "፼", "?"])
def test_what_is_no_number_of_hours_is_not_guessed_at(text: str) -> None:
    assert outcomes.hours(text) is None


@given(st.text(max_size=20))
def test_any_text_is_hours_within_bounds_or_nothing(text: str) -> None:
    hours = outcomes.hours(text)
    assert hours is None or 0 < hours <= outcomes.MOST_HOURS


@pytest.mark.parametrize(
    ("hours", "digits"), [(37, "37"), (37.0, "37"), (18.75, "18,75"), (None, "")]
)
def test_hours_stand_as_on_a_danish_contract(hours: float | None, digits: str) -> None:
    assert Told(OutcomeKind.JOB, hours=hours).hours_in_digits == digits


def test_a_first_day_lies_within_a_year_from_now() -> None:
    today = date(2026, 11, 23)
    assert outcomes.starts("23/11/2027", today=today) == date(2027, 11, 23)
    assert outcomes.starts("1/6/2026", today=today) == date(2026, 6, 1)
    assert outcomes.starts("1/12/2027", today=today) is None
    assert outcomes.starts("1/6/2025", today=today) is None


def test_somebody_asks_after_4_13_and_26_weeks_and_not_after_the_end() -> None:
    start = date(2026, 12, 1)
    days = outcomes.follow_ups(start, ends_on=None, over=False)
    assert days == {weeks: start + timedelta(weeks=weeks) for weeks in (4, 13, 26)}
    assert set(outcomes.follow_ups(start, ends_on=days[13], over=False)) == {4}
    assert outcomes.follow_ups(start, ends_on=None, over=True) == {}
    assert outcomes.follow_ups(None, ends_on=None, over=False) == {}


def test_nobody_is_asked_on_a_holiday_or_in_the_night() -> None:
    assert outcomes.asking_moment(NEW_YEAR, QUIET) == datetime(2027, 1, 2, 16, tzinfo=UTC)
    early = QuietHours(time(16), time(9), lambda _day: False)
    assert outcomes.asking_moment(NEW_YEAR, early) == datetime(2027, 1, 2, 8, tzinfo=UTC)


@given(st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_somebody_asks_in_the_afternoon_of_copenhagen(day: date) -> None:
    moment = outcomes.asking_moment(day, QUIET)
    assert local(moment).time() == outcomes.ASKED_AT
    assert not QUIET.covers(moment)


def test_a_question_that_was_held_up_for_two_weeks_is_asked_no_more() -> None:
    due = date(2026, 12, 29)
    assert not outcomes.is_too_late(due, today=date(2027, 1, 12))
    assert outcomes.is_too_late(due, today=date(2027, 1, 13))


FROM, UNTIL = date(2026, 12, 1), date(2026, 12, 31)
SUPPORTED = Told(OutcomeKind.SELF_SUPPORTING, starts_on=FROM, ends_on=UNTIL)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (Told(OutcomeKind.JOB, starts_on=UNTIL, ends_on=FROM), EndsTooEarly),
        (Told(OutcomeKind.MOVED), NoFirstDay),
        (Told(OutcomeKind.SELF_SUPPORTING), NoFirstDay),
        (Told(OutcomeKind.SELF_SUPPORTING, starts_on=UNTIL), SupportedThen),
        (Told(OutcomeKind.SELF_SUPPORTING, starts_on=date(2026, 1, 1)), SupportedThen),
        (Told(OutcomeKind.SELF_SUPPORTING, starts_on=date(2027, 1, 1)), None),
        (
            Told(OutcomeKind.SELF_SUPPORTING, starts_on=FROM - timedelta(1), ends_on=FROM),
            SupportedThen,
        ),
        (Told(OutcomeKind.JOB, starts_on=FROM), None),
        (Told(OutcomeKind.MOVED, starts_on=FROM), None),
    ],
)
def test_nobody_is_self_supporting_twice_at_a_time_or_ends_before_the_start(
    told: Told, refusal: type[Exception] | None
) -> None:
    if refusal is None:
        outcomes.check(told, others=[SUPPORTED])
        return
    with pytest.raises(refusal):
        outcomes.check(told, others=[SUPPORTED])


def test_only_what_says_something_about_a_kind_is_kept() -> None:
    told = Told(OutcomeKind.JOB, "Arla", Terms.HOURLY, 37, FROM, UNTIL, "Kontrakt")
    assert outcomes.fitting(told) == told
    moved = outcomes.fitting(replace(told, kind=OutcomeKind.MOVED))
    assert moved == Told(OutcomeKind.MOVED, starts_on=FROM, evidence="Kontrakt")
