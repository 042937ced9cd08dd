"""Sessions, and who has a place on a course."""

from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, func, select

from storage.columns import word
from storage.courses import Phase
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import EnrolmentEnd, Language, SessionKind


class Next(NamedTuple):
    """When and where something goes on, and the session that it is."""

    session_id: int
    starts_at: datetime
    place: str


class Session(SQLModel, table=True):
    """A workshop or class of a course, an appointment or placement day of one person, or an event.

    `key` is the session's own name within its course, or among one person's own. An event has
    neither course nor person: it is open to its audience. `contact` is whom to ask for there.
    `revision` grows with every change that people must be told of, so that nothing older is ever
    sent.
    """

    __table_args__ = (
        UniqueConstraint("course_id", "key"),
        UniqueConstraint("participant_id", "key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    course_id: int | None = Field(default=None, foreign_key="course.id", index=True)
    participant_id: int | None = Field(default=None, foreign_key="participant.id", index=True)
    placement_id: int | None = Field(default=None, foreign_key="placement.id", index=True)
    key: str
    kind: SessionKind = Field(sa_type=word(SessionKind))
    title_da: str
    title_en: str | None = None
    title_ar: str | None = None
    title_ti: str | None = None
    starts_at: datetime = Field(index=True)
    ends_at: datetime
    place: str
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    bring: str = ""
    contact: str = ""
    revision: int = 1
    cancelled_at: datetime | None = None

    @property
    def titles(self) -> dict[Language, str]:
        """The title in each language in which it is known."""
        named = {
            Language.DANISH: self.title_da,
            Language.ENGLISH: self.title_en,
            Language.ARABIC: self.title_ar,
            Language.TIGRINYA: self.title_ti,
        }
        return {language: title for language, title in named.items() if title}


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


def session_by_key(db: Db, course_id: int, key: str) -> Session | None:
    """Return the course's session with this name."""
    return db.exec(
        select(Session).where(Session.course_id == course_id, Session.key == key)
    ).first()


def own_session_by_key(
    db: Db, municipality_id: int, key: str, *, participant_id: int | None
) -> Session | None:
    """Return a person's own session with this name, or the municipality's event if of nobody."""
    return db.exec(
        select(Session).where(
            Session.municipality_id == municipality_id,
            col(Session.course_id).is_(None),
            Session.key == key,
            col(Session.participant_id).is_(None)
            if participant_id is None
            else col(Session.participant_id) == participant_id,
        )
    ).first()


def sessions_of_course(db: Db, course_id: int) -> list[Session]:
    """Return all sessions of a course in order, the cancelled ones too."""
    return list(
        db.exec(
            select(Session)
            .where(Session.course_id == course_id)
            .order_by(col(Session.starts_at), col(Session.id))
        )
    )


def next_of_course(db: Db, course_id: int, now: datetime) -> Next | None:
    """Return when and where a course goes on: its first session ahead that is not cancelled.

    No row is kept, for who locks that session later must see it as it is by then.
    """
    found = db.exec(
        select(Session.id, Session.starts_at, Session.place)
        .where(
            Session.course_id == course_id,
            col(Session.starts_at) > now,
            col(Session.cancelled_at).is_(None),
        )
        .order_by(col(Session.starts_at), col(Session.id))
        .limit(1)
    ).first()
    return Next(found[0] or 0, found[1], found[2]) if found else None


def numbers_between(db: Db, since: datetime, before: datetime) -> list[int]:
    """Return the ids of everybody's sessions that start in this time and are not cancelled."""
    found = (
        select(Session.id)
        .where(
            Session.starts_at > since,
            Session.starts_at < before,
            col(Session.cancelled_at).is_(None),
        )
        .order_by(col(Session.starts_at), col(Session.id))
    )
    return [number or 0 for number in db.exec(found)]


def enrolment(db: Db, course_id: int, participant_id: int) -> Enrolment | None:
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
