"""What is known of a page of people, in a fixed number of statements, and no more than is asked."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session as Db, col, select

from bot.queries import links
from bot.queries.search import facts_of_contact, facts_of_readiness
from bot.queries.search.gathering import Found, Loaders, gathered, local_day
from bot.queries.search.sql import When
from bot.rules.search.facts import OutcomeFacts, PersonFacts, PlaceFacts, PlacementFacts
from bot.rules.search.tree import Query, terms
from storage.courses import Course, Phase
from storage.enrolments import Enrolment
from storage.outcomes import Achievement
from storage.people import Participant
from storage.placements import Company, Placement
from storage.vocabulary import ClaimState, PhaseKind


def of(
    db: Db, people: Sequence[Participant], when: When, *, query: Query | None = None
) -> dict[int, PersonFacts]:
    """Return what is known of these people, as far as a query asks for it; else all."""
    keys = None if query is None else {term.field.key for term in terms(query)}
    numbers = [person.id or 0 for person in people]
    loaded = {
        name: load(db, numbers, when)
        for name, (fields, load) in LOADERS.items()
        if keys is None or keys & fields
    }
    if keys is None or keys & LINKED:
        loaded["link"] = dict(links.states(db, people, when.now))
    return {
        number: PersonFacts(
            id=number,
            reference=person.reference,
            name=person.name,
            municipality_id=person.municipality_id,
            language=person.language,
            called=person.called,
            gender=person.gender,
            caseworker_id=person.caseworker_id,
            **_found(loaded, number),
        )
        for number, person in zip(numbers, people, strict=True)
    }


def _found(loaded: Mapping[str, Found], number: int) -> dict[str, Any]:
    """Return what of all that was loaded is a person's."""
    return {name: found[number] for name, found in loaded.items() if number in found}


def _places(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(Enrolment, col(Course.project_id))
        .join(Course, col(Course.id) == Enrolment.course_id)
        .where(col(Enrolment.participant_id).in_(numbers))
        .order_by(col(Enrolment.since), col(Enrolment.id))
    )
    return gathered(
        (
            row.participant_id,
            PlaceFacts(
                row.course_id,
                project,
                local_day(row.since) or date.min,
                local_day(row.ended_at),
                row.ending,
            ),
        )
        for row, project in rows
    )


def _phases(db: Db, numbers: Collection[int], when: When) -> Found:
    on_courses = db.exec(
        select(Enrolment.participant_id, Phase.kind)
        .join(Phase, col(Phase.course_id) == Enrolment.course_id)
        .where(
            col(Enrolment.participant_id).in_(numbers),
            col(Enrolment.ended_at).is_(None),
            Phase.starts_on <= when.today,
            Phase.ends_on >= when.today,
        )
    )
    on_placements = db.exec(
        select(Placement.participant_id).where(
            col(Placement.participant_id).in_(numbers),
            Placement.from_on <= when.today,
            Placement.until_on >= when.today,
            col(Placement.ended_at).is_(None),
        )
    )
    found = [*on_courses, *((number, PhaseKind.PLACEMENT) for number in on_placements)]
    return {number: frozenset(kinds) for number, kinds in gathered(found).items()}


def _outcomes(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(Achievement)
        .where(col(Achievement.participant_id).in_(numbers), Achievement.state != ClaimState.DRAFT)
        .order_by(col(Achievement.id))
    )
    return gathered(
        (
            row.participant_id,
            OutcomeFacts(row.kind, row.state, row.employer, row.hours, row.starts_on, row.ends_on),
        )
        for row in rows
    )


def _placements(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(Placement, col(Company.name))
        .join(Company, col(Company.id) == Placement.company_id)
        .where(col(Placement.participant_id).in_(numbers))
        .order_by(col(Placement.id))
    )
    return gathered(
        (
            row.participant_id,
            PlacementFacts(company, row.from_on, row.until_on, row.ended_at is not None),
        )
        for row, company in rows
    )


LINKED = {"link", "chat"}
LOADERS: Loaders = {
    "places": ({"course", "project", "enrolled", "ending"}, _places),
    "phases": ({"phase"}, _phases),
    "outcomes": (
        {"outcome", "claim", "start", "end", "employer", "job_hours", "self_supporting"},
        _outcomes,
    ),
    "placements": ({"placement", "company"}, _placements),
    **facts_of_readiness.LOADERS,
    **facts_of_contact.LOADERS,
}
"""By the name of what is known: for which fields, and how it is found."""
