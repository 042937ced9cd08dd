"""A list of outcomes: what it says is entered by the list, and corrected by a corrected one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import update

from bot.actions.access import OPERATOR
from bot.actions.imports import Report
from bot.actions.imports.courses import COURSES
from bot.actions.imports.outcomes import COLUMNS, OUTCOMES, WantedOutcome
from bot.actions.imports.people import PEOPLE
from bot.actions.imports.staff import STAFF
from bot.queries import dossier, outcomes as known, timeline
from bot.rules.outcomes import Told
from bot.texts.dossier import Origin, Readable
from bot.texts.facts import Facts
from bot.texts.outcomes import OutcomeCard
from bot.texts.say import Voice
from storage import dossier as store, outcomes
from storage.changes import Change
from storage.database import FOR_CHANGE, Database
from storage.outcomes import Achievement
from storage.people import Participant
from storage.vocabulary import ChangeKind, ClaimState, Language, OutcomeKind
from tests.actions.imports.lists import BUS, METTE, NOW, SELAM, Importer, rows, said

FROM = date(2026, 9, 1)
JOB = WantedOutcome(
    "R-1",
    "Randers",
    Told(OutcomeKind.JOB, "Arla", hours=37, starts_on=FROM, evidence="Kontrakt"),
    frozenset(COLUMNS),
)


def line(**told: Any) -> WantedOutcome:  # noqa: ANN401  # what is different
    return replace(JOB, told=replace(JOB.told, **told))


def effects(report: Report) -> dict[str, int]:
    """Return how many lines did what."""
    found = {name: getattr(report, name) for name in ("added", "changed", "unchanged")}
    return {name: number for name, number in found.items() if number}


def test_a_corrected_first_day_corrects_the_job_and_keeps_how_it_was(
    filled: Importer, database: Database
) -> None:
    filled(OUTCOMES, JOB)
    corrected = line(starts_on=date(2026, 10, 1), employer="ARLA ")
    assert effects(filled(OUTCOMES, corrected)) == {"changed": 1}
    assert effects(filled(OUTCOMES, corrected)) == {"unchanged": 1}
    [job] = rows(database, Achievement)
    assert (job.starts_on, job.employer) == (date(2026, 10, 1), "ARLA ")
    [edited] = [one for one in rows(database, Change) if one.kind is ChangeKind.OUTCOME_EDITED]
    assert edited.before == {"starts_on": "2026-09-01", "employer": "Arla"}


@pytest.mark.parametrize(
    "other",
    [
        {"employer": "Netto", "starts_on": date(2026, 10, 1)},
        {"kind": OutcomeKind.IGU, "starts_on": date(2026, 10, 1)},
        {"starts_on": date(2026, 8, 1), "ends_on": date(2026, 8, 31)},
    ],
)
def test_another_job_is_another_one(
    filled: Importer, database: Database, other: dict[str, Any]
) -> None:
    """At another company, of another kind, or one that had ended before."""
    filled(OUTCOMES, JOB)
    assert effects(filled(OUTCOMES, line(**other))) == {"added": 1}
    assert len(rows(database, Achievement)) == 2


def test_two_lines_of_one_list_are_never_taken_for_the_same_job(
    filled: Importer, database: Database
) -> None:
    """Two contracts at one company; each list has them in another order."""
    second = line(starts_on=date(2026, 9, 15), hours=5)
    filled(OUTCOMES, JOB)
    assert effects(filled(OUTCOMES, second, JOB)) == {"added": 1, "unchanged": 1}
    assert effects(filled(OUTCOMES, JOB, second)) == {"unchanged": 2}
    assert [one.hours for one in rows(database, Achievement)] == [37, 5]


def test_what_may_be_one_or_another_is_asked_and_not_guessed(
    filled: Importer, database: Database
) -> None:
    filled(OUTCOMES, JOB)
    [far] = said(filled(OUTCOMES, line(starts_on=date(2027, 2, 1))))
    assert far.startswith("line 2, from: Is this the outcome from 1/9/2026?")
    filled(OUTCOMES, JOB, line(starts_on=date(2026, 9, 15)))
    [two] = said(filled(OUTCOMES, line(starts_on=date(2026, 9, 10))))
    assert "the outcome from 1/9/2026, 15/9/2026?" in two
    with database.transaction() as db:
        db.exec(update(Achievement).values(state=ClaimState.REJECTED))
    assert effects(filled(OUTCOMES, line(starts_on=date(2026, 9, 10)))) == {"added": 1}


def test_what_was_rejected_and_told_again_is_the_one_that_was_told_again(
    filled: Importer, database: Database
) -> None:
    for _ in range(2):
        filled(OUTCOMES, replace(JOB, state=ClaimState.CLAIMED))
        with database.transaction() as db:
            db.exec(update(Achievement).values(starts_on=FROM, state=ClaimState.REJECTED))
            again = db.get_one(Achievement, 1).model_dump(exclude={"id", "state"})
            db.add(Achievement(**again, state=ClaimState.CLAIMED))
    assert effects(filled(OUTCOMES, JOB)) == {"changed": 1}
    states = [one.state for one in rows(database, Achievement)]
    assert (states[-1], {*states[:-1]}) == (ClaimState.CONFIRMED, {ClaimState.REJECTED})


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_what_is_just_being_taken_back_is_not_confirmed(
    postgresql: Database, until_one_waits: Callable[[], None]
) -> None:
    bring = Importer(postgresql)
    for noun, wanted in ((STAFF, METTE), (COURSES, BUS), (PEOPLE, SELAM)):
        bring(noun, wanted)
    bring(OUTCOMES, replace(JOB, state=ClaimState.CLAIMED))
    with ThreadPoolExecutor(1) as pool:
        with postgresql.transaction() as db:
            job = db.get_one(Achievement, 1, with_for_update=FOR_CHANGE)
            confirming = pool.submit(bring, OUTCOMES, JOB)
            until_one_waits()
            job.state = ClaimState.WITHDRAWN
        assert said(confirming.result()), "it is told that it was taken back"
    assert rows(postgresql, Achievement)[0].state is ClaimState.WITHDRAWN


def test_what_a_list_has_brought_in_is_nowhere_said_to_be_told_by_the_person(
    filled: Importer, database: Database
) -> None:
    filled(OUTCOMES, JOB)
    [job] = rows(database, Achievement)
    [claim] = known.of_person(database, OPERATOR, job.participant_id)
    assert (claim.is_entered, claim.entered_by) == (True, None)
    with database.reading() as db:
        person = db.get_one(Participant, job.participant_id)
        data = dossier.of_person(db, Readable(), person, NOW)
        events = timeline.of_person(db, job.participant_id).events
        card = known.LOADERS["outcome"](db, OutcomeCard(job.id), person, NOW)
    [[told]] = [one.rows for one in data.sections if one.name == "outcomes"]
    assert dict(told)["source"] is Origin.LIST
    [entered] = [one for one in events if one.kind is ChangeKind.OUTCOME_ENTERED]
    assert entered.is_listed
    here = Facts(Language.ENGLISH, NOW, about=card)
    text = OutcomeCard(job.id).say(Voice(Language.ENGLISH), here)
    assert "The municipality has confirmed it." in str(text)
    with database.transaction() as db:
        store.erase(db, job.participant_id)
        assert outcomes.entered(db, job.participant_id) == {job.id}
        db.exec(update(Achievement).values(claimed_at=NOW + timedelta(seconds=1)))
        assert outcomes.entered(db, job.participant_id) == frozenset()
