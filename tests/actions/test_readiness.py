"""What is decided and noted about somebody's way to a job: dated, kept, and theirs alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlmodel import col, select

from bot.actions import outcomes
from bot.actions.readiness import abilities, assessments, categories, decisions, goals, hours
from bot.actions.readiness.abilities import Can, Level, NoSuchModule
from bot.actions.readiness.assessments import NotAnAnswer
from bot.actions.readiness.categories import AlreadyThere, LastCategory
from bot.actions.readiness.decisions import Decided, NoReason, NotGiven
from bot.actions.readiness.goals import Agreed, NotOpen
from bot.actions.readiness.hours import NotHours, Weekly
from bot.rules.lint import CprNotAllowed, WordNotAllowed
from bot.rules.outcomes import Told
from bot.rules.readiness import AlreadyPassed, NotYet
from bot.rules.refusals import NotThere, Refused
from bot.rules.time import local
from storage import readiness
from storage.abilities import DanishLevel, Skill
from storage.changes import Change
from storage.readiness import Category
from storage.vocabulary import ActivityKind, ChangeKind, Colour, OutcomeKind
from tests.support.cast import NOON, Stage

TODAY = local(NOON).date()
WHY = "Har vist i praktik, at hun kan passe et job."


def shipped(here: Stage) -> dict[str, Category]:
    """Give everybody the categories; return those of Randers by their keys."""
    categories.ship(here.database, NOON)
    home = here.staff("Mette").municipality_id or 0
    with here.database.reading() as db:
        return {one.key: one for one in readiness.categories_of(db, home)}


def decide(here: Stage, key: str, on: date = TODAY, *, why: str = WHY) -> int:
    number = shipped(here)[key].id or 0
    decided = Decided(number, on, why)
    return decisions.decide(
        here.database, here.town.people["Selam"], decided, cause=here.cause("Mette")
    )


def held(here: Stage) -> str | None:
    with here.database.reading() as db:
        found = readiness.held(db, here.staff("Mette").municipality_id or 0)
        one = found.get(here.town.people["Selam"])
        return one.key if one else None


def changed(here: Stage, kind: ChangeKind) -> list[Change]:
    with here.database.reading() as db:
        return list(db.exec(select(Change).where(Change.kind == kind).order_by(col(Change.id))))


def test_shipped_categories_come_once_and_keep_what_was_made_of_them(here: Stage) -> None:
    found = shipped(here)
    assert list(found) == list(categories.SHIPPED)
    assert [key for key, one in found.items() if one.is_ready] == ["jobparat"]
    plan = replace(categories.SHIPPED["jobparat"], horizon_months=6)
    number = found["jobparat"].id or 0
    categories.change(here.database, number, plan, place=5, cause=here.cause("Mette"))
    found = shipped(here)
    assert found["jobparat"].horizon_months == 6
    assert [one.position for one in found.values()] == [1, 2, 3, 4, 5]
    assert list(found)[-1] == "jobparat"


def test_a_category_of_ones_own_is_found_by_a_name_and_is_there_once(here: Stage) -> None:
    shipped(here)
    plan = categories.Plan("Klar til job (2025)", "Ready", Colour.GREEN, 6, is_ready=True)
    categories.add(here.database, plan, place=1, cause=here.cause("Mette"))
    assert next(iter(shipped(here))) == "klar-til-job-2025"
    with pytest.raises(AlreadyThere):
        categories.add(here.database, plan, place=1, cause=here.cause("Mette"))


def test_the_last_category_is_given_and_another_house_changes_none(here: Stage) -> None:
    found = shipped(here)
    first, *others = found.values()
    off = replace(categories.SHIPPED["jobparat"], active=False)
    with pytest.raises(NotThere):
        categories.change(here.database, first.id or 0, off, place=1, cause=here.cause("Jonas"))
    for one in others:
        plan = replace(categories.SHIPPED[one.key], active=False)
        categories.change(
            here.database, one.id or 0, plan, place=one.position, cause=here.cause("Mette")
        )
    with pytest.raises(LastCategory):
        categories.change(here.database, first.id or 0, off, place=1, cause=here.cause("Mette"))


def test_of_two_colleagues_who_hide_the_last_two_at_once_one_is_refused(here: Stage) -> None:
    first, second, *others = shipped(here).values()

    def hide(one: Category) -> str:
        plan, cause = replace(categories.SHIPPED[one.key], active=False), here.cause("Mette")
        both.wait()
        try:
            categories.change(here.database, one.id or 0, plan, place=one.position, cause=cause)
        except LastCategory:
            return "refused"
        return "hidden"

    both = Barrier(1)
    for one in others:
        hide(one)
    both = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(hide, (first, second))) == ["hidden", "refused"]
    assert sum(one.active for one in shipped(here).values()) == 1


def test_the_latest_decision_holds_and_one_that_is_withdrawn_stays_as_history(
    here: Stage,
) -> None:
    decide(here, "aktivitetsparat", TODAY - timedelta(days=90))
    newest = decide(here, "jobparat")
    decide(here, "ikke-visiteret", TODAY - timedelta(days=200))
    assert held(here) == "jobparat"
    for _ in range(2):
        decisions.withdraw(
            here.database, here.town.people["Selam"], newest, cause=here.cause("Mette")
        )
    assert held(here) == "aktivitetsparat"
    with here.database.reading() as db:
        rows = readiness.decisions_of(db, here.town.people["Selam"])
    assert [row.withdrawn_at is not None for row in rows] == [True, False, False]
    assert {row.author_id for row in rows} == {here.town.staff["Mette"]}
    [once] = changed(here, ChangeKind.DECISION_WITHDRAWN)
    assert once.after["noted"] == WHY


@pytest.mark.parametrize(
    ("key", "days", "why", "refused"),
    [
        ("jobparat", 1, WHY, NotYet),
        ("jobparat", 0, " ", NoReason),
        ("jobparat", 0, "010180-1234 er klar", CprNotAllowed),
        ("jobparat", 0, "Hun har været syg", WordNotAllowed),
    ],
)
def test_a_decision_that_cannot_stand_is_refused_beside_its_field(
    here: Stage, key: str, days: int, why: str, refused: type[Refused]
) -> None:
    with pytest.raises(refused) as why_not:
        decide(here, key, TODAY + timedelta(days=days), why=why)
    assert why_not.value.values["field"] == ("decided_on" if days else "reason")


def test_a_change_of_the_law_leaves_earlier_decisions_as_they_were_taken(here: Stage) -> None:
    decide(here, "jobparat", TODAY - timedelta(days=30))
    number = shipped(here)["jobparat"].id or 0
    plan = replace(categories.SHIPPED["jobparat"], horizon_months=6)
    categories.change(here.database, number, plan, place=1, cause=here.cause("Mette"))
    decide(here, "jobparat")
    with here.database.reading() as db:
        rows = readiness.decisions_of(db, here.town.people["Selam"])
    assert [row.horizon_months for row in rows] == [6, 3]


def test_a_category_of_another_house_or_given_no_more_is_not_given(here: Stage) -> None:
    number = shipped(here)["uddannelsesparat"].id or 0
    decide(here, "uddannelsesparat")
    off = replace(categories.SHIPPED["uddannelsesparat"], active=False)
    categories.change(here.database, number, off, place=3, cause=here.cause("Mette"))
    with pytest.raises(NotGiven):
        decide(here, "uddannelsesparat")
    assert held(here) == "uddannelsesparat"
    with here.database.reading() as db:
        theirs = readiness.categories_of(db, here.staff("Jonas").municipality_id or 0)
    with pytest.raises(NotGiven):
        decisions.decide(
            here.database,
            here.town.people["Selam"],
            Decided(theirs[0].id or 0, TODAY, WHY),
            cause=here.cause("Mette"),
        )


def test_skills_and_danish_are_noted_once_and_leave_a_trace(here: Stage) -> None:
    database, selam = here.database, here.town.people["Selam"]
    cause = here.cause("Mette")
    noted = [
        abilities.note_skill(database, selam, Can("Truckkort", "Prøve i marts"), cause=cause)
        for _ in range(2)
    ]
    assert len(set(noted)) == 1
    abilities.remove_skill(database, selam, noted[0], cause=here.cause("Mette"))
    level = abilities.note_danish(database, selam, Level(2, 3, TODAY), cause=here.cause("Mette"))
    abilities.withdraw_danish(database, selam, level, cause=here.cause("Mette"))
    with database.reading() as db:
        assert db.get_one(Skill, noted[0]).removed_at is not None
        assert db.get_one(DanishLevel, level).withdrawn_at is not None
    [removed] = changed(here, ChangeKind.SKILL_REMOVED)
    assert (removed.after["noted"], removed.staff_id) == ("Truckkort", here.town.staff["Mette"])
    for education, module in ((4, 1), (1, 7)):
        with pytest.raises(NoSuchModule):
            abilities.note_danish(
                database, selam, Level(education, module, TODAY), cause=here.cause("Mette")
            )


def test_a_form_that_comes_several_times_at_once_is_noted_once(here: Stage) -> None:
    selam, cause = here.town.people["Selam"], here.cause("Mette")

    def note(_: int) -> int:
        return abilities.note_skill(here.database, selam, Can("Truckkort"), cause=cause)

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(note, range(8)))) == 1
    assert len(changed(here, ChangeKind.SKILL_NOTED)) == 1


def test_an_outcome_that_is_entered_several_times_at_once_is_there_once(here: Stage) -> None:
    selam, cause = here.town.people["Selam"], here.cause("Mette")
    job = Told(OutcomeKind.JOB, "Arla", hours=37, starts_on=TODAY, evidence="Kontrakt")

    def enter(_: int) -> int:
        return outcomes.enter(here.database, selam, job, cause=cause)

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(enter, range(8)))) == 1
    assert len(changed(here, ChangeKind.OUTCOME_ENTERED)) == 1


def test_hours_that_cannot_be_are_refused(here: Stage) -> None:
    database, selam = here.database, here.town.people["Selam"]
    hours.note_activity(
        database, selam, Weekly(15, TODAY), ActivityKind.DANISH, cause=here.cause("Mette")
    )
    less = hours.note_reduction(database, selam, Weekly(7, TODAY), cause=here.cause("Mette"))
    hours.remove_reduction(database, selam, less, cause=here.cause("Mette"))
    assert [one.after["hours"] for one in changed(here, ChangeKind.REDUCTION_REMOVED)] == [7]
    for wrong in (0.0, 61.0, float("nan")):
        with pytest.raises(NotHours):
            hours.note_reduction(database, selam, Weekly(wrong, TODAY), cause=here.cause("Mette"))


def test_a_goal_is_reached_or_dropped_and_never_both(here: Stage) -> None:
    database, selam = here.database, here.town.people["Selam"]
    agreed = Agreed("Kørekort til bus", TODAY + timedelta(days=60))
    goal = goals.agree(database, selam, agreed, cause=here.cause("Mette"))
    goals.reach(database, selam, goal, cause=here.cause("Mette"))
    with pytest.raises(NotOpen):
        goals.drop(database, selam, goal, cause=here.cause("Mette"))
    late = replace(agreed, due_on=TODAY - timedelta(days=1))
    with pytest.raises(AlreadyPassed):
        goals.agree(database, selam, late, cause=here.cause("Mette"))


def test_staff_answer_once_a_quarter_and_may_think_again(here: Stage) -> None:
    database, selam = here.database, here.town.people["Selam"]
    for scores in ({"goal": 2, "belief": 4}, {"goal": 3}):
        assessments.assess(database, selam, scores, cause=here.cause("Mette"))
    with database.reading() as db:
        rows = readiness.assessments_of(db, selam)
    assert {row.key: row.score for row in rows} == {"goal": 3, "belief": 4}
    assert [one.before for one in changed(here, ChangeKind.ASSESSED)] == [{}, {"goal": 2}]
    for wrong in ({"goal": 6}, {"weather": 3}):
        with pytest.raises(NotAnAnswer):
            assessments.assess(database, selam, wrong, cause=here.cause("Mette"))


def test_what_is_noted_of_somebody_does_not_end_as_somebody_elses(here: Stage) -> None:
    database, selam, amal = here.database, here.town.people["Selam"], here.town.people["Amal"]
    skill = abilities.note_skill(database, selam, Can("Truckkort"), cause=here.cause("Mette"))
    with pytest.raises(NotThere):
        abilities.remove_skill(database, amal, skill, cause=here.cause("Mette"))


def test_only_staff_of_the_house_note_anything(here: Stage) -> None:
    database, selam = here.database, here.town.people["Selam"]
    skill = abilities.note_skill(database, selam, Can("Truckkort"), cause=here.cause("Mette"))
    for who in ("Jonas", "Karin"):
        with pytest.raises(NotThere):
            abilities.note_skill(database, selam, Can("Kok"), cause=here.cause(who))
        with pytest.raises(NotThere):
            abilities.remove_skill(database, selam, skill, cause=here.cause(who))
        with pytest.raises(NotThere):
            assessments.assess(database, selam, {"goal": 3}, cause=here.cause(who))
