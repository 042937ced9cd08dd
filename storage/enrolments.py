"""Enrolments: who has a place on a course, and how it ended."""

from datetime import date, datetime

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, func, select

from storage.columns import word
from storage.courses import Phase
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import EnrolmentEnd


class Enrolment(SQLModel, table=True):
    """A participant's place on a course, until it is ended; `ending` tells how it did.

    Somebody whose place ended before that was asked has none.
    """

    __table_args__ = (UniqueConstraint("course_id", "participant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    course_id: int = Field(foreign_key="course.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    since: datetime
    ended_at: datetime | None = None
    ending: EnrolmentEnd | None = Field(default=None, sa_type=word(EnrolmentEnd))


def has_people_of(db: Db, course_id: int, municipality_id: int) -> bool:
    """Tell whether a citizen of this municipality is on the course now."""
    found = select(Enrolment.id).where(
        Enrolment.course_id == course_id,
        Enrolment.municipality_id == municipality_id,
        col(Enrolment.ended_at).is_(None),
    )
    return db.exec(found.limit(1)).first() is not None


def place(db: Db, course_id: int, participant_id: int) -> Enrolment | None:
    """Return a person's place on a course, ended or not."""
    return db.exec(
        select(Enrolment).where(
            Enrolment.course_id == course_id, Enrolment.participant_id == participant_id
        )
    ).first()


def places_on(db: Db, course_id: int) -> dict[int, Enrolment]:
    """Return the places on a course by participant, also those that have ended."""
    found = db.exec(select(Enrolment).where(Enrolment.course_id == course_id))
    return {place.participant_id: place for place in found}


def places_of(db: Db, course_id: int, municipality_id: int) -> list[tuple[Enrolment, Participant]]:
    """Return one municipality's places on a course, also those that have ended, by name."""
    found = db.exec(
        select(Enrolment, Participant)
        .join(Participant, col(Participant.id) == Enrolment.participant_id)
        .where(Enrolment.course_id == course_id, Enrolment.municipality_id == municipality_id)
        .order_by(Participant.name, Participant.reference)
    )
    return list(found)


def without_ending(db: Db, municipality_id: int, *, over_before: date) -> list[tuple[int, int]]:
    """Return how many of a municipality's places have no ending, by courses that are over."""
    over = (
        select(Phase.course_id)
        .group_by(col(Phase.course_id))
        .having(func.max(Phase.ends_on) < over_before)
    )
    found = db.exec(
        select(Enrolment.course_id, func.count())
        .where(
            Enrolment.municipality_id == municipality_id,
            col(Enrolment.ending).is_(None),
            col(Enrolment.course_id).in_(over),
        )
        .group_by(col(Enrolment.course_id))
        .order_by(col(Enrolment.course_id))
    )
    return list(found)


def places_taken(db: Db, course_id: int) -> int:
    """Return how many places on a course are taken now."""
    return db.exec(
        select(func.count())
        .select_from(Enrolment)
        .where(Enrolment.course_id == course_id, col(Enrolment.ended_at).is_(None))
    ).one()


def enrolled_people(db: Db, course_id: int) -> list[tuple[Participant, Municipality]]:
    """Return everybody who is on a course now, with their municipality, by name."""
    found = db.exec(
        select(Participant, Municipality)
        .join(Municipality, col(Municipality.id) == Participant.municipality_id)
        .join(Enrolment, col(Enrolment.participant_id) == Participant.id)
        .where(Enrolment.course_id == course_id, col(Enrolment.ended_at).is_(None))
        .order_by(Participant.name, Participant.reference)
    )
    return list(found)
