"""The questions some weeks after the start heal by themselves, and move with it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.actions import follow_ups, outcomes as doing
from bot.actions.outcomes import TakenBack
from bot.rules import outcomes as rules
from bot.rules.outcomes import NoEvidence, Told
from bot.rules.refusals import NotThere
from storage import outcomes
from storage.outbox import Outbox
from storage.outcomes import Achievement
from storage.vocabulary import ClaimState, NoticeState, OutcomeKind
from tests.support import claim
from tests.support.cast import NOON, Stage

THIRD = date(2026, 12, 3)
LATE = timedelta(weeks=4, days=20)


def due(here: Stage) -> list[str]:
    """Return on which days Selam is still to be asked."""
    return [f"{row.due_at:%d/%m}" for row in here.owed("Selam", kinds=["follow_up"])]


def asked(here: Stage, number: int) -> list[int]:
    with here.database.reading() as db:
        return [row.weeks for row in outcomes.follow_ups_of(db, number)]


def test_a_tick_puts_back_what_was_lost_and_doubles_nothing(here: Stage) -> None:
    number = claim.found(here.database, here.town)
    doing.confirm(here.database, number, "Kontrakt", cause=here.cause("Mette"))
    assert due(here) == ["29/12", "02/03", "01/06"]
    with here.database.transaction() as db:
        for row in here.rows("Selam", kinds=["follow_up"]):
            db.get_one(Outbox, row.id).state = NoticeState.SUPERSEDED
        db.delete(outcomes.follow_ups_of(db, number)[-1])
    assert due(here) == []
    for _ in range(2):
        follow_ups.plan_ahead(here.database, NOON)
        assert due(here) == ["29/12", "02/03", "01/06"]


def test_what_was_asked_stays_when_the_start_is_corrected(here: Stage) -> None:
    number = claim.found(here.database, here.town)
    doing.confirm(here.database, number, "Kontrakt", cause=here.cause("Mette"))
    first = here.owed("Selam", kinds=["follow_up"])[0]
    with here.database.transaction() as db:
        db.get_one(Outbox, first.id).state = NoticeState.SENT
        told = rules.told(db.get_one(Achievement, number))
    later = replace(told, starts_on=THIRD)
    doing.correct(here.database, number, later, cause=here.cause("Mette"))
    assert due(here) == ["04/03", "03/06"]
    ended = replace(later, ends_on=THIRD + timedelta(weeks=20))
    doing.correct(here.database, number, ended, cause=here.cause("Mette"))
    assert due(here) == ["04/03"]
    assert asked(here, number) == [4, 13]


def test_who_confirms_late_asks_nothing_that_is_long_past(here: Stage) -> None:
    number = claim.found(here.database, here.town)
    late = NOON + LATE + timedelta(days=8)
    doing.confirm(here.database, number, "Kontrakt", cause=here.cause("Mette", now=late))
    assert asked(here, number) == [13, 26]


def test_another_municipality_decides_nothing_and_nobody_sees_a_draft(here: Stage) -> None:
    number = claim.found(here.database, here.town)
    for who in ("Jonas", "Karin"):
        with pytest.raises(NotThere):
            doing.confirm(here.database, number, "Kontrakt", cause=here.cause(who))
    with here.database.transaction() as db:
        db.get_one(Achievement, number).state = ClaimState.DRAFT
    with pytest.raises(NotThere):
        doing.confirm(here.database, number, "Kontrakt", cause=here.cause("Mette"))


def test_what_was_taken_back_cannot_be_confirmed(here: Stage) -> None:
    number = claim.found(here.database, here.town)
    with here.database.transaction() as db:
        db.get_one(Achievement, number).state = ClaimState.WITHDRAWN
    with pytest.raises(TakenBack):
        doing.confirm(here.database, number, "Kontrakt", cause=here.cause("Mette"))


def test_a_draft_that_nobody_finished_is_forgotten_after_two_months(here: Stage) -> None:
    number = claim.found(here.database, here.town)
    with here.database.transaction() as db:
        db.get_one(Achievement, number).state = ClaimState.DRAFT
    follow_ups.plan_ahead(here.database, NOON + timedelta(days=59))
    with here.database.reading() as db:
        assert db.get(Achievement, number) is not None
    follow_ups.plan_ahead(here.database, NOON + timedelta(days=61))
    with here.database.reading() as db:
        assert db.get(Achievement, number) is None


def test_nobody_is_written_to_or_asked_about_supporting_themselves(here: Stage) -> None:
    selam = here.town.people["Selam"]
    told = Told(OutcomeKind.SELF_SUPPORTING, starts_on=THIRD, evidence="Register")
    number = doing.enter(here.database, selam, told, cause=here.cause("Mette"))
    assert here.owed("Selam", kinds=["outcome_decided", "follow_up"]) == []
    job = replace(told, kind=OutcomeKind.JOB, employer="Arla")
    doing.correct(here.database, number, job, cause=here.cause("Mette"))
    assert asked(here, number) == [4, 13, 26]
    doing.correct(here.database, number, told, cause=here.cause("Mette"))
    assert asked(here, number) == []
    with here.database.reading() as db:
        assert db.get_one(Achievement, number).entered_by == here.town.staff["Mette"]


def test_what_was_confirmed_before_evidence_was_asked_for_can_be_corrected_without(
    here: Stage,
) -> None:
    number = claim.found(here.database, here.town)
    with here.database.transaction() as db:
        found = db.get_one(Achievement, number)
        found.state = ClaimState.CONFIRMED
        told = rules.told(found)
    doing.correct(here.database, number, replace(told, hours=20), cause=here.cause("Mette"))
    proven = replace(told, evidence="Kontrakt")
    doing.correct(here.database, number, proven, cause=here.cause("Mette"))
    with pytest.raises(NoEvidence):
        doing.correct(here.database, number, told, cause=here.cause("Mette"))
