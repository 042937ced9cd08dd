"""Stages: who is on a course or a placement on a day, and who of them can be asked how it goes."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session as Db, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from storage import chats
from storage.changes import Change
from storage.chats import Link
from storage.courses import Phase
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.placements import Placement
from storage.vocabulary import ChangeKind, PhaseKind, Stage


def of(db: Db, participant_id: int, on: date) -> Stage | None:
    """Return where somebody is on this day: a placement counts before the course it is part of."""
    courses = _courses(on)
    places = _placements(on)
    phases = courses.join(Phase, col(Phase.course_id) == Enrolment.course_id).where(
        _covers(on), Phase.kind == PhaseKind.PLACEMENT
    )
    for stage, found in (
        (Stage.PLACEMENT, places.where(Placement.participant_id == participant_id)),
        (Stage.PLACEMENT, phases.where(Enrolment.participant_id == participant_id)),
        (Stage.COURSE, courses.where(Enrolment.participant_id == participant_id)),
    ):
        if db.exec(found.limit(1)).first() is not None:
            return stage
    return None


def courses_of(db: Db, people: Sequence[int]) -> dict[int, set[int]]:
    """Return the courses that each of these people has a place on."""
    found: dict[int, set[int]] = {}
    rows = db.exec(
        select(Enrolment.participant_id, Enrolment.course_id).where(
            col(Enrolment.participant_id).in_(people), col(Enrolment.ended_at).is_(None)
        )
    )
    for person, course in rows:
        found.setdefault(person, set()).add(course)
    return found


def askable(
    db: Db, municipality_id: int, *, on: date, since: datetime, now: datetime
) -> list[Participant]:
    """Return the people who are on a course or a placement on this day and can be asked.

    They have had a chat with us `since` then, can be reached, are not muted, and have not asked for
    a pause.
    """
    linked = select(Link.participant_id).where(chats.holds(), Link.consented_at <= since)
    found = db.exec(
        select(Participant)
        .where(
            Participant.municipality_id == municipality_id,
            col(Participant.id).in_(linked),
            or_(col(Participant.id).in_(_courses(on)), col(Participant.id).in_(_placements(on))),
            *_undisturbed(now),
        )
        .order_by(col(Participant.id))
    )
    return list(found)


def silent(
    db: Db,
    municipality_id: int,
    *,
    on: date,
    since: datetime,
    now: datetime,
    signs: Sequence[ChangeKind],
) -> list[Participant]:
    """Return those who could have been asked `since` then, and have given no sign of life."""
    people = askable(db, municipality_id, on=on, since=since, now=now)
    heard = set(
        db.exec(
            select(Change.participant_id).where(
                Change.municipality_id == municipality_id,
                Change.at >= since,
                col(Change.kind).in_(signs),
                col(Change.staff_id).is_(None),
            )
        )
    )
    return [person for person in people if person.id not in heard]


def in_phase(phase: PhaseKind, on: date) -> ColumnElement[bool]:
    """Tell in SQL whether a participant is in such a phase on this day, or on a placement then."""
    courses = (
        select(Enrolment.participant_id)
        .join(Phase, col(Phase.course_id) == Enrolment.course_id)
        .where(col(Enrolment.ended_at).is_(None), Phase.kind == phase, _covers(on))
    )
    person = col(Participant.id)
    if phase is PhaseKind.PLACEMENT:
        return or_(person.in_(courses), person.in_(_placements(on)))
    return person.in_(courses)


def _undisturbed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    paused, muted = col(Participant.check_ins_paused_until), col(Participant.muted_until)
    return (
        col(Participant.erased_at).is_(None),
        col(Participant.unreachable_at).is_(None),
        or_(paused.is_(None), paused <= now),
        or_(muted.is_(None), muted <= now),
    )


def _courses(on: date) -> SelectOfScalar[int]:
    """Return in SQL who is on a course that runs on this day; one without phases always runs."""
    phases = select(Phase.id).where(Phase.course_id == Enrolment.course_id).correlate(Enrolment)
    begun = phases.where(Phase.starts_on <= on).exists()
    to_go = phases.where(Phase.ends_on >= on).exists()
    return select(Enrolment.participant_id).where(
        col(Enrolment.ended_at).is_(None), or_(~phases.exists(), begun & to_go)
    )


def _placements(on: date) -> SelectOfScalar[int]:
    return select(Placement.participant_id).where(
        Placement.from_on <= on, Placement.until_on >= on, col(Placement.ended_at).is_(None)
    )


def _covers(on: date) -> ColumnElement[bool]:
    return (col(Phase.starts_on) <= on) & (col(Phase.ends_on) >= on)
