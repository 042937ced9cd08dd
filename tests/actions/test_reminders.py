"""A municipality decides when and of what it reminds; what is planned follows."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import col, select

from bot.actions import planning, reminders
from bot.rules import timing
from bot.rules.refusals import NotThere, Refused
from bot.rules.reminders import Rule
from bot.rules.time import local, read
from bot.rules.writings import Contents, Draft
from bot.texts.message import Text
from storage.attendance import Attendance
from storage.placements import Company, Placement
from storage.reminders import ReminderRule
from storage.schedule import Session
from storage.vocabulary import (
    Anchor,
    Language,
    NoticeState,
    Outcome,
    Presence,
    ReminderKind,
    SessionKind,
    Source,
)
from tests.support import cast
from tests.support.cast import NOON, TUESDAY, Stage

EVENING, TWO_HOURS = "23/11 18:00", "24/11 07:30"
AFTERWARDS = Rule(0, minutes_before=-60, anchor=Anchor.END)
DAY = timedelta(days=1)


def add(here: Stage, rule: Rule, *, now: datetime = NOON, who: str = "Mette") -> None:
    reminders.add(here.database, rule, cause=here.cause(who, now=now))


def edit(here: Stage, number: int, rule: Rule, *, now: datetime = NOON) -> None:
    reminders.change(here.database, number, rule, cause=here.cause("Mette", now=now))


def shipped(here: Stage) -> tuple[int, int]:
    """Return the rules of Randers: the evening before, two hours before."""
    with here.database.reading() as db:
        rows = db.exec(select(ReminderRule.id).order_by(col(ReminderRule.id))).all()
    return rows[0] or 0, rows[1] or 0


def planned(here: Stage, who: str = "Jens") -> list[str]:
    rows = here.owed(who, kinds=["reminder"])
    return sorted(f"{local(row.due_at):%d/%m %H:%M}" for row in rows)


def test_an_edited_rule_moves_what_is_planned(here: Stage) -> None:
    here.session()
    evening, _ = shipped(here)
    edit(here, evening, Rule(0, days_before=1, clock=time(17)))
    assert planned(here) == ["23/11 17:00", TWO_HOURS]
    assert len(here.rows("Jens")) == 2


def test_nobody_is_reminded_twice_because_a_rule_was_edited(here: Stage) -> None:
    here.session()
    evening, _ = shipped(here)
    at_six = read("2026-11-23 18:00")
    [row] = [
        row for row in here.claim(now=at_six) if row.participant_id == here.town.people["Jens"]
    ]
    assert here.begin(row, now=at_six)
    later = at_six + timedelta(minutes=5)
    edit(here, evening, Rule(0, days_before=1, clock=time(20)), now=later)
    planning.plan_ahead(here.database, later)
    assert planned(here) == [TWO_HOURS]


def test_a_rule_whose_new_time_has_passed_leaves_nobody_without_and_wakes_nobody(
    here: Stage,
) -> None:
    here.session()
    evening, two_hours = shipped(here)
    edit(here, evening, Rule(0, days_before=3, clock=time(18)))
    assert planned(here) == [EVENING, TWO_HOURS]
    reminders.switch(here.database, two_hours, active=False, cause=here.cause("Mette"))
    planning.plan_ahead(here.database, NOON)
    assert planned(here) == [EVENING]


def test_a_rule_that_is_switched_off_sends_nothing_more_and_comes_back(here: Stage) -> None:
    here.session()
    evening, two_hours = shipped(here)
    for number in (evening, two_hours):
        reminders.switch(here.database, number, active=False, cause=here.cause("Mette"))
    assert planned(here) == []
    assert {row.outcome for row in here.rows("Jens")} == {Outcome.RULE_CHANGED}
    planning.plan_ahead(here.database, NOON)
    assert planned(here) == []
    reminders.switch(here.database, evening, active=True, cause=here.cause("Mette"))
    assert planned(here) == [EVENING]


def test_what_is_claimed_when_its_rule_is_switched_off_is_not_sent(here: Stage) -> None:
    here.session()
    at_six = read("2026-11-23 18:00")
    claimed = here.claim(now=at_six)
    reminders.switch(
        here.database, shipped(here)[0], active=False, cause=here.cause("Mette", now=at_six)
    )
    assert [here.begin(row, now=at_six) for row in claimed] == [None, None]
    assert {row.outcome for row in here.rows("Jens") if row.state is NoticeState.SUPERSEDED} == {
        Outcome.RULE_CHANGED
    }


def test_the_rules_of_a_course_take_the_place_of_the_municipalitys(here: Stage) -> None:
    here.session()
    here.session("other", course="Service")
    bus = here.town.courses["Bus"]
    add(here, Rule(0, weekday=0, clock=time(15), anchor=Anchor.WEEKDAY, course_id=bus))
    assert planned(here) == ["23/11 15:00"]
    assert planned(here, "Selam") == [EVENING, TWO_HOURS]


def test_a_contract_meeting_has_its_own_rules_and_the_general_ones_until_then(
    here: Stage,
) -> None:
    here.session(what=replace(cast.plan(), kind=SessionKind.CONTRACT_MEETING))
    assert planned(here) == [EVENING, TWO_HOURS]
    add(here, Rule(0, minutes_before=60, kind=ReminderKind.CONTRACT_MEETING))
    assert planned(here) == ["24/11 08:30"]


def test_how_it_was_is_asked_of_who_was_there(here: Stage) -> None:
    session = here.session()
    add(here, AFTERWARDS)
    assert planned(here) == [EVENING, TWO_HOURS, "24/11 12:30"]
    over = TUESDAY + timedelta(hours=3)
    planning.plan_ahead(here.database, over)
    assert "24/11 12:30" in planned(here)
    with here.database.transaction() as db:
        db.add(
            Attendance(
                municipality_id=1,
                session_id=session,
                participant_id=here.town.people["Samir"],
                source=Source.TRAINER,
                presence=Presence.ABSENT,
                noted_at=over,
            )
        )
    asked = [row for row in here.claim(now=over) if row.due_at == over]
    reach = {row.participant_id: here.begin(row, now=over) for row in asked}
    assert reach[here.town.people["Jens"]] is not None
    assert reach[here.town.people["Samir"]] is None


def test_each_week_of_a_placement_rings_where_there_is_a_rule_for_it(here: Stage) -> None:
    _place(here)
    assert planned(here) == [EVENING, "24/11 07:00"]
    sundays = Rule(0, weekday=6, clock=time(17), anchor=Anchor.WEEKDAY)
    add(here, replace(sundays, kind=ReminderKind.PLACEMENT_WEEK))
    assert planned(here) == ["06/12 17:00", EVENING, "24/11 07:00", "29/11 17:00"]
    add(here, Rule(0, days_before=1, clock=time(16), kind=ReminderKind.PLACEMENT_START))
    assert planned(here) == ["06/12 17:00", "23/11 16:00", "29/11 17:00"]


def _place(here: Stage) -> None:
    """Place Jens at a company for three weeks from Tuesday on, without the planning of an edit."""
    days = [date(2026, 11, 24) + DAY * n for n in range(21)]
    with here.database.transaction() as db:
        company = Company(municipality_id=1, key="mt", name="Midttrafik")
        db.add(company)
        db.flush()
        row = Placement(
            municipality_id=1,
            participant_id=here.town.people["Jens"],
            company_id=company.id or 0,
            starts=time(8),
            ends=time(14),
            from_on=days[0],
            until_on=days[-1],
        )
        db.add(row)
        db.flush()
        for day in (one for one in days if one.weekday() < 5):
            db.add(
                Session(
                    municipality_id=1,
                    participant_id=row.participant_id,
                    placement_id=row.id,
                    key=str(day),
                    kind=SessionKind.PLACEMENT,
                    title_da="Chauffør",
                    starts_at=read(f"{day} 08:00"),
                    ends_at=read(f"{day} 14:00"),
                    place="Midttrafik",
                )
            )
    planning.plan_ahead(here.database, NOON)


@pytest.mark.parametrize(
    ("rule", "refusal", "field"),
    [
        (Rule(0), timing.NoTimeGiven, "days"),
        (Rule(0, clock=time(18)), timing.NoDays, "days"),
        (Rule(0, days_before=1), timing.NoTimeOfDay, "at"),
        (Rule(0, days_before=1, clock=time(18), minutes_before=5), timing.TwoTimesGiven, "minutes"),
        (Rule(0, minutes_before=-5), timing.BeforeZero, "minutes"),
        (Rule(0, days_before=1, clock=time(9), anchor=Anchor.END), timing.BeforeZero, "days"),
        (Rule(0, days_before=15, clock=time(18)), timing.TooFar, "days"),
        (Rule(0, weekday=1, anchor=Anchor.WEEKDAY), timing.NoTimeOfDay, "at"),
        (Rule(0, clock=time(9), anchor=Anchor.WEEKDAY), timing.NoDayOfWeek, "weekday"),
        (Rule(0, weekday=1, minutes_before=5), timing.NotOnAWeekday, "weekday"),
        (Rule(0, minutes_before=60, kind=ReminderKind.CHECK_IN), timing.AskedOnAWeekday, "anchor"),
        (
            Rule(0, days_before=-8, clock=time(9), anchor=Anchor.END, kind=ReminderKind.CHECK_IN),
            timing.AskedTooLate,
            "days",
        ),
        (Rule(0, minutes_before=0), timing.WhenItBegins, "minutes"),
        (Rule(0, minutes_before=120), timing.SameRule, "anchor"),
    ],
)
def test_a_rule_that_makes_no_sense_gets_a_sentence_beside_its_field(
    rule: Rule, refusal: type[Refused], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        timing.check(rule, [Rule(2, minutes_before=120)])
    assert refused.value.values["field"] == field


def test_nobody_else_may_touch_a_municipalitys_rules(here: Stage) -> None:
    number, _ = shipped(here)
    for who in ("Jonas", "Karin"):
        with pytest.raises(NotThere):
            reminders.change(here.database, number, AFTERWARDS, cause=here.cause(who))
    with pytest.raises(NotThere):
        add(here, Rule(0, minutes_before=5, course_id=here.town.courses["Bus"]), who="Jonas")


@pytest.mark.parametrize(
    ("tigrinya", "later", "said"),
    [
        (Draft("ትምህርቲ {session} {time}", reviewed=True), None, "ትምህርቲ"),
        (Draft("ትምህርቲ {session} {time}"), None, "መዘኻኸሪ"),
        (Draft(), None, "መዘኻኸሪ"),
        (Draft("ትምህርቲ {session} {time}", reviewed=True), "{session} nu kl. {time}", "መዘኻኸሪ"),
    ],
)
def test_only_words_that_can_be_relied_on_are_said_and_else_ours_in_that_language(
    here: Stage, tigrinya: Draft, later: str | None, said: str
) -> None:
    """Own words, a draft, a gap, and a translation of a Danish text that has changed since."""
    here.session(course="Service")
    evening, _ = shipped(here)
    rule = Rule(0, days_before=1, clock=time(18))
    texts = {Language.DANISH: Draft("{session} kl. {time}"), Language.TIGRINYA: tigrinya}
    for danish in filter(None, (texts[Language.DANISH].text, later)):
        drafts = texts | {Language.DANISH: Draft(danish)}
        if danish == later:
            drafts[Language.TIGRINYA] = replace(tigrinya, reviewed=False)
        cause = here.cause("Mette")
        reminders.change(here.database, evening, rule, Contents(drafts), cause=cause)
    at_six = read("2026-11-23 18:00")
    [row] = [
        row for row in here.claim(now=at_six) if row.participant_id == here.town.people["Selam"]
    ]
    attempt = here.begin(row, now=at_six)
    assert attempt is not None
    assert isinstance(attempt.message, Text)
    first, *_ = attempt.message.html.splitlines()
    assert said in first
    assert "\u206809:30\u2069" in first or said == "መዘኻኸሪ"
