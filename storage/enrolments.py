"""Enrolments: who has a place on a course, and how it ended."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, and_, or_, text
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session as Db, SQLModel, col, func, select

from storage.columns import word
from storage.courses import Course, Phase
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import EnrolmentEnd


class Enrolment(SQLModel, table=True):
    """A participant's place on a course, until it is ended; `ending` tells how it did.

    Somebody whose place ended before that was asked has none. Who comes back gets a row of its own,
    which begins when the one before has ended: so the latest is the only one that can be open.
    """

    __table_args__ = (
        Index("ix_enrolment_of_person", "course_id", "participant_id"),
        Index(
            "ix_enrolment_open",
            "course_id",
            "participant_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

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
    """Return a person's place on a course, ended or not: of several the latest."""
    return db.exec(
        select(Enrolment)
        .where(Enrolment.course_id == course_id, Enrolment.participant_id == participant_id)
        .order_by(col(Enrolment.since).desc(), col(Enrolment.id).desc())
        .limit(1)
    ).first()


def place_after(db: Db, place: Enrolment) -> Enrolment | None:
    """Return the place on the same course that the same person got next."""
    later = aliased(Enrolment)
    found = (
        select(later)
        .join(Enrolment, _follows(later))
        .where(Enrolment.id == place.id)
        .order_by(col(later.since), col(later.id))
    )
    return db.exec(found.limit(1)).first()


def places_on(db: Db, course_id: int) -> dict[int, list[Enrolment]]:
    """Return the places on a course by participant, ended or not, the latest last."""
    found: dict[int, list[Enrolment]] = {}
    of_course = select(Enrolment).where(Enrolment.course_id == course_id)
    for one in db.exec(of_course.order_by(col(Enrolment.since), col(Enrolment.id))):
        found.setdefault(one.participant_id, []).append(one)
    return found


def places_of(db: Db, participant_id: int) -> list[tuple[Enrolment, Course]]:
    """Return all that somebody has or had a place on, with the course, the latest first."""
    found = db.exec(
        select(Enrolment, Course)
        .join(Course, col(Course.id) == Enrolment.course_id)
        .where(Enrolment.participant_id == participant_id)
        .order_by(col(Enrolment.since).desc(), col(Enrolment.id).desc())
    )
    return list(found)


def ever_on(db: Db, course_id: int, municipality_id: int) -> list[Participant]:
    """Return one municipality's people who are or were on a course, by name."""
    theirs = select(Enrolment.participant_id).where(
        Enrolment.course_id == course_id, Enrolment.municipality_id == municipality_id
    )
    found = select(Participant).where(col(Participant.id).in_(theirs))
    return list(db.exec(found.order_by(Participant.name, Participant.reference)))


def without_ending(db: Db, municipality_id: int, *, over_before: date) -> list[tuple[int, int]]:
    """Return how many of a municipality's people have no ending, by courses that are over.

    Of several places on one course the latest counts.
    """
    over = (
        select(Phase.course_id)
        .group_by(col(Phase.course_id))
        .having(func.max(Phase.ends_on) < over_before)
    )
    later = aliased(Enrolment)
    found = db.exec(
        select(Enrolment.course_id, func.count())
        .where(
            Enrolment.municipality_id == municipality_id,
            col(Enrolment.ending).is_(None),
            col(Enrolment.course_id).in_(over),
            ~select(later.id).where(_follows(later)).exists(),
        )
        .group_by(col(Enrolment.course_id))
        .order_by(col(Enrolment.course_id))
    )
    return list(found)


def _follows(later: type[Enrolment]) -> ColumnElement[bool]:
    """Tell in SQL whether a place came after another one of the same person on the same course."""
    return and_(
        col(later.course_id) == Enrolment.course_id,
        col(later.participant_id) == Enrolment.participant_id,
        or_(
            col(later.since) > Enrolment.since,
            and_(col(later.since) == Enrolment.since, col(later.id) > Enrolment.id),
        ),
    )


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
