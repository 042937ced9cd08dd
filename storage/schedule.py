"""Sessions: workshops and classes, appointments, placement days and events."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, select

from storage.columns import word
from storage.vocabulary import Language, SessionKind


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
