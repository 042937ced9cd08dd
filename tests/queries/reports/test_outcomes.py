"""The outcome report counts each fact by its own date, and everybody once."""

from datetime import date

import pytest
from sqlmodel import update

from bot.actions import access, people
from bot.actions.access import OPERATOR, Caller
from bot.actions.changes import Cause
from bot.console.reports import words
from bot.queries.reports import outcomes as reports
from bot.queries.reports.outcomes import Asked, Column, NobodyYet, Outcomes, outcomes
from bot.rules.refusals import NotThere
from bot.rules.reports.figures import BREAKDOWNS, AheadOfToday, Among, By, Name, NotForYou, Report
from storage.courses import Project
from storage.database import Database
from storage.outcomes import Achievement
from storage.people import Participant
from storage.readiness import Category
from storage.staff import Staff
from storage.vocabulary import ClaimState, EnrolmentEnd, Gender, OutcomeKind
from tests.support import town as towns
from tests.support.graduates import Register, noon
from tests.support.town import NOW

PROJECT = 1
TODAY = date(2026, 11, 23)
JOB, SELF = OutcomeKind.JOB, OutcomeKind.SELF_SUPPORTING


@pytest.fixture
def register(database: Database) -> Register:
    """Four are on Service (one from Norddjurs), two on Bus: all six since 16 November."""
    return Register(database, towns.found(database))


def told(register: Register, caller: Caller = OPERATOR, **asked: object) -> Outcomes:
    values = {"as_of": TODAY, **asked}
    return outcomes(register.database, caller, Asked(PROJECT, **values), now=NOW)  # type: ignore[arg-type]


def staff(register: Register, who: str) -> Caller:
    with register.database.reading() as db:
        return access.staff(db.get_one(Staff, register.town.staff[who]))


def counts(column: Column, which: int = 0) -> dict[str, tuple[int | None, int | None]]:
    """Return what is not zero, as n and N by the name of the figure."""
    return {one.name: (one.n, one.of) for one in column.dates[which] if one.n != 0}


def by_key(found: Outcomes) -> dict[str, Column]:
    return {column.group.key if column.group else "": column for column in found.columns}


def test_every_fact_counts_from_its_own_day_to_its_last(register: Register) -> None:
    register.ended("Selam", "Service", "2026-11-20")
    register.has("Selam", JOB, "2026-11-21", "2026-11-22")
    register.ended("Amal", "Service", "2026-11-20", EnrolmentEnd.LEFT)
    register.has("Amal", JOB, "2026-11-22")
    register.has("Amal", SELF, "2026-11-23")
    register.ended("Rahwa", "Service", "2026-11-20", None)
    register.has("Jens", OutcomeKind.IGU, "2026-12-01")
    register.has("Samir", OutcomeKind.EDUCATION, "2026-11-18")
    register.has("Noor", JOB, "2026-11-18", state=ClaimState.CLAIMED)
    register.has("Noor", JOB, None)
    register.has("Noor", OutcomeKind.MOVED, "2026-11-18")
    [column] = told(register, compare=date(2026, 11, 22)).columns
    assert counts(column) == {
        "started": (6, 6),
        "completed": (1, 6),
        "still_enrolled": (3, 6),
        "left": (2, 6),
        "job_of_all": (1, 6),
        "education": (1, 6),
        "starting_later": (1, 6),
        "self_supporting_of_all": (1, 6),
    }
    then = counts(column, 1)
    assert then["job_of_completers"] == (1, 1)
    assert then["job_of_all"] == (2, 6)
    assert "self_supporting_of_all" not in then
    before = counts(told(register, as_of=date(2026, 11, 19)).columns[0])
    assert before["still_enrolled"] == (6, 6)
    assert before["starting_later"] == (3, 6), "an IGU, and two jobs"


def test_the_latest_decision_that_holds_says_who_is_ready(register: Register) -> None:
    register.decided("Selam", "2026-11-17", ready=False)
    register.decided("Selam", "2026-11-20", ready=True)
    register.decided("Amal", "2026-11-20", ready=True)
    register.decided("Amal", "2026-11-20", ready=False)
    register.decided("Jens", "2026-11-20", ready=False)
    register.decided("Jens", "2026-11-22", ready=True, withdrawn=True)
    register.decided("Noor", "2026-11-24", ready=True)
    register.decided("Noor", "2026-11-18", ready=True)
    assert counts(told(register).columns[0])["job_ready"] == (2, 6)
    early = told(register, as_of=date(2026, 11, 18)).columns[0]
    assert counts(early)["job_ready"] == (1, 6)


def test_a_day_in_the_past_is_told_as_it_is_known_now_and_the_rules_say_so(
    register: Register,
) -> None:
    """Selam's job was found after the day; what her category means was changed after it."""
    then = date(2026, 11, 18)
    register.decided("Selam", "2026-11-17", ready=True)
    assert counts(told(register, as_of=then).columns[0])["job_ready"] == (1, 6)
    register.has("Selam", JOB, "2026-11-20")
    with register.database.transaction() as db:
        db.exec(update(Achievement).values(claimed_at=NOW, decided_at=NOW))
        db.exec(update(Category).values(is_ready=False))
    found = counts(told(register, as_of=then).columns[0])
    assert (found["starting_later"], found.get("job_ready")) == ((1, 6), None)
    assert "also if nobody knew of it then" in words.RULES[Name.STARTING_LATER]
    assert "now counts as ready" in words.RULES[Name.JOB_READY]


def test_who_is_on_two_courses_is_one_person_of_the_project(register: Register) -> None:
    register.placed("Jens", "Service", "2026-11-20")
    register.ended("Jens", "Bus", "2026-11-20")
    register.ended("Samir", "Bus", "2026-11-20")
    found = by_key(told(register, by=By.COURSE))
    assert counts(found[""]) == {"started": (6, 6), "completed": (2, 6), "still_enrolled": (4, 6)}
    assert counts(found["BUS"]) == {"started": (2, 2), "completed": (2, 2)}
    assert counts(found["SERVICE"]) == {"started": (5, 5), "still_enrolled": (5, 5)}


def test_who_comes_back_has_completed_the_course_before_and_after(register: Register) -> None:
    register.ended("Selam", "Service", "2026-11-18")
    register.ended("Amal", "Service", "2026-11-18", EnrolmentEnd.LEFT)
    service = register.town.courses["Service"]
    for who in ("Selam", "Amal"):
        cause = Cause(OPERATOR, f"form:{who}", noon("2026-11-20"))
        people.enrol(register.database, register.town.people[who], service, cause=cause)
    between = counts(told(register, as_of=date(2026, 11, 19)).columns[0])
    assert between == {
        "started": (6, 6),
        "completed": (1, 6),
        "still_enrolled": (4, 6),
        "left": (1, 6),
    }
    now = by_key(told(register, by=By.COURSE))
    assert counts(now[""]) == {"started": (6, 6), "completed": (1, 6), "still_enrolled": (5, 6)}
    assert counts(now["SERVICE"])["completed"] == (1, 4)


def test_a_place_on_a_course_that_has_not_begun_is_no_start(register: Register) -> None:
    register.ended("Samir", "Bus", "2026-11-15")
    assert counts(told(register).columns[0])["started"] == (5, 5)
    with pytest.raises(NobodyYet, match=r"Nobody had started in Vejen til job by 15/11/2026"):
        told(register, as_of=date(2026, 11, 15))


@pytest.mark.parametrize("by", BREAKDOWNS[Report.OUTCOMES])
def test_the_groups_add_up_to_the_project(register: Register, by: By) -> None:
    register.is_a("Selam", Gender.WOMAN)
    register.is_a("Jens", Gender.MAN)
    register.ended("Selam", "Service", "2026-11-20")
    register.ended("Noor", "Service", "2026-11-20")
    for who in ("Selam", "Noor", "Jens"):
        register.has(who, JOB, "2026-11-20")
        register.decided(who, "2026-11-20", ready=True)
    whole, *groups = told(register, by=by, compare=date(2026, 11, 19)).columns
    assert len(groups) > 1
    for which in (0, 1):
        for number, figure in enumerate(whole.dates[which]):
            parts = [group.dates[which][number] for group in groups]
            assert figure.n == sum(one.n or 0 for one in parts)
            assert figure.of == sum(one.of or 0 for one in parts)


def test_who_was_erased_still_counts(register: Register) -> None:
    with register.database.transaction() as db:
        db.get_one(Participant, register.town.people["Selam"]).erased_at = NOW
    assert counts(told(register).columns[0])["started"] == (6, 6)


def test_the_choice_among_whom_leaves_out_who_is_still_enrolled(register: Register) -> None:
    register.ended("Selam", "Service", "2026-11-20")
    register.ended("Amal", "Service", "2026-11-20", EnrolmentEnd.LEFT)
    for who in ("Amal", "Jens"):
        register.has(who, JOB, "2026-11-20")
    found = counts(told(register, among=Among.ENDED).columns[0])
    assert found["completed"] == (1, 2)
    assert found["job_of_all"] == (1, 2), "Jens works, and is still on his course"
    assert found["started"] == (6, 6)
    with pytest.raises(NotForYou):
        told(register, staff(register, "Karin"), among=Among.ENDED)


def test_a_caseworker_sees_their_own_citizens_and_what_gives_nobody_else_away(
    register: Register,
) -> None:
    for number in range(10):
        register.newcomer(f"N{number}", "Noor", "Service")
        if number < 6:
            register.has(f"N{number}", JOB, "2026-11-20")
    register.has("N0", OutcomeKind.IGU, "2026-11-20")
    register.has("Selam", OutcomeKind.IGU, "2026-11-20")
    found = by_key(told(register, staff(register, "Mette")))
    assert counts(found["Randers"])["igu"] == (1, 5)
    assert counts(found[""])["job_of_all"] == (6, 16)
    assert counts(found[""])["igu"] == (None, 16), "less her own it is the one of Norddjurs"
    karin = by_key(told(register, staff(register, "Karin"), by=By.MUNICIPALITY))
    assert counts(karin["Norddjurs"])["started"] == (11, 11)
    assert counts(karin["Randers"])["started"] == (5, 5)
    assert counts(karin["Norddjurs"])["igu"] == (None, 11)


def test_a_small_group_is_hidden_with_another(register: Register) -> None:
    found = by_key(told(register, staff(register, "Karin"), by=By.MUNICIPALITY))
    assert counts(found[""])["started"] == (6, 6)
    for key in ("Randers", "Norddjurs"):
        assert set(counts(found[key]).values()) == {(None, None)}


def test_what_is_not_there_or_still_to_come_gets_a_sentence(register: Register) -> None:
    with pytest.raises(AheadOfToday, match=r"24/11/2026 is still to come"):
        told(register, compare=date(2026, 11, 24))
    with register.database.transaction() as db:
        db.add(Project(name="Another"))
    for caller in (staff(register, "Jonas"), Caller(participant_id=1)):
        with pytest.raises(NotThere):
            reports.outcomes(register.database, caller, Asked(2, TODAY), now=NOW)
