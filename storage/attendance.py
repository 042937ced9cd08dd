"""Whose a session is, for whom an event is open, and who was there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, and_, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.answers import Answer
from storage.columns import word
from storage.courses import CourseMunicipality
from storage.enrolments import Enrolment
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import AnswerKind, Presence, Source


class Audience(SQLModel, table=True):
    """A group that an event is open to: a course, or (`course_id` None) the whole municipality."""

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="session.id", index=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    course_id: int | None = Field(default=None, foreign_key="course.id", index=True)


class Attendance(SQLModel, table=True):
    """Whether somebody was there, as one source says."""

    __table_args__ = (UniqueConstraint("session_id", "participant_id", "source"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    session_id: int = Field(foreign_key="session.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    source: Source = Field(sa_type=word(Source))
    presence: Presence = Field(sa_type=word(Presence))
    minutes: int | None = None
    noted_at: datetime
    noted_by: int | None = Field(default=None, foreign_key="staff.id")


def noted(db: Db, session_id: int, participant_id: int, source: Source) -> Attendance | None:
    """Return what this source says of somebody at a session, if anything."""
    return db.exec(
        select(Attendance).where(
            Attendance.session_id == session_id,
            Attendance.participant_id == participant_id,
            Attendance.source == source,
        )
    ).first()


def noted_of(db: Db, participant_id: int, *, since: datetime) -> list[tuple[datetime, bool, bool]]:
    """Return of each session since then at which somebody's attendance is noted three things.

    When it began, whether staff say that they were away and nobody that they were there, and
    whether they had said that they could not come.
    """
    found = db.exec(
        select(Attendance, Session, col(Answer.kind))
        .join(Session, col(Session.id) == Attendance.session_id)
        .outerjoin(
            Answer,
            and_(
                col(Answer.session_id) == Attendance.session_id,
                col(Answer.participant_id) == participant_id,
            ),
        )
        .where(
            Attendance.participant_id == participant_id,
            Session.starts_at > since,
            col(Session.cancelled_at).is_(None),
        )
    )
    said: dict[int, tuple[datetime, bool, bool]] = {}
    for row, session, answer in found:
        is_away = row.presence is Presence.ABSENT
        if is_away and row.source is Source.PARTICIPANT:
            continue
        _, so_far, _ = said.get(row.session_id, (session.starts_at, True, False))
        reported = answer is AnswerKind.NOT_COMING
        said[row.session_id] = session.starts_at, so_far and is_away, reported
    return list(said.values())


def was_away(db: Db, session_id: int, participant_id: int) -> bool:
    """Tell whether somebody is said to have been absent, and by nobody to have been there."""
    said = set(
        db.exec(
            select(Attendance.presence).where(
                Attendance.session_id == session_id, Attendance.participant_id == participant_id
            )
        )
    )
    return said == {Presence.ABSENT}


def concerns(participant_id: int | Mapped[int]) -> ColumnElement[bool]:
    """Tell in SQL whether a session is a person's: their own, their course's, or open to them."""
    courses = select(Enrolment.course_id).where(
        Enrolment.participant_id == participant_id, col(Enrolment.ended_at).is_(None)
    )
    home = select(Participant.municipality_id).where(Participant.id == participant_id)
    everybody = and_(col(Audience.course_id).is_(None), col(Audience.municipality_id).in_(home))
    invited = select(Audience.session_id).where(
        or_(col(Audience.course_id).in_(courses), everybody)
    )
    return or_(
        col(Session.participant_id) == participant_id,
        col(Session.course_id).in_(courses),
        col(Session.id).in_(invited),
    )


def groups_of(db: Db, session: Session) -> list[int | None]:
    """Return the courses that an event is open to; None stands for its whole municipality."""
    found = select(Audience.course_id).where(Audience.session_id == session.id)
    return list(db.exec(found.order_by(col(Audience.id))))


def open_to(db: Db, session: Session, groups: Sequence[int | None]) -> None:
    """Open an event to these courses, None for its whole municipality, and to no others."""
    known = db.exec(select(Audience).where(Audience.session_id == session.id)).all()
    for row in known:
        if row.course_id not in groups:
            db.delete(row)
    for course_id in groups:
        if course_id not in {row.course_id for row in known}:
            home = session.municipality_id
            db.add(Audience(session_id=session.id or 0, municipality_id=home, course_id=course_id))
    db.flush()


def events_of(municipality_id: int) -> ColumnElement[bool]:
    """Tell in SQL whether a session is an event of this municipality, or open to its courses."""
    shared = select(CourseMunicipality.course_id).where(
        CourseMunicipality.municipality_id == municipality_id
    )
    invited = select(Audience.session_id).where(col(Audience.course_id).in_(shared))
    return and_(
        col(Session.course_id).is_(None),
        col(Session.participant_id).is_(None),
        or_(Session.municipality_id == municipality_id, col(Session.id).in_(invited)),
    )


def events(db: Db, municipality_id: int, *, since: datetime) -> list[Session]:
    """Return the events that a municipality may see and that end after `since`, in order."""
    found = select(Session).where(events_of(municipality_id), Session.ends_at > since)
    return list(db.exec(found.order_by(col(Session.starts_at), col(Session.id))))


def attends(db: Db, session: Session, participant_id: int) -> bool:
    """Tell whether the session is this person's now."""
    found = select(Session.id).where(Session.id == session.id, concerns(participant_id))
    return db.exec(found).first() is not None


def attendees(db: Db, session: Session) -> list[tuple[Participant, Municipality]]:
    """Return everybody whose session this is, with their municipality, by name."""
    found = db.exec(
        select(Participant, Municipality)
        .join(Municipality, col(Municipality.id) == Participant.municipality_id)
        .where(is_theirs(session), col(Participant.erased_at).is_(None))
        .order_by(Participant.name, Participant.reference)
    )
    return list(found)


def sessions_of_person(
    db: Db, participant_id: int, *, since: datetime, before: datetime, lock: bool = False
) -> list[Session]:
    """Return a person's sessions that end after `since` and start before `before`.

    The earliest comes first. `lock` keeps everybody else from changing them until the
    transaction ends.
    """
    found = (
        select(Session)
        .where(concerns(participant_id), Session.ends_at > since, Session.starts_at < before)
        .order_by(col(Session.id))  # who locks several does so in one order, which no move changes
    )
    sessions = db.exec(found.with_for_update(of=Session, key_share=True) if lock else found)
    return sorted(sessions, key=lambda session: (session.starts_at, session.id))


def lock_ahead(
    db: Db,
    people: Sequence[int],
    *,
    courses: Sequence[int] = (),
    since: datetime,
    before: datetime,
) -> None:
    """Lock the sessions of all of these people and courses within a time, in everybody's order."""
    numbers = {one for number in people for one in numbers_of(db, number, (since, before))}
    theirs = and_(
        col(Session.course_id).in_(courses), Session.ends_at > since, Session.starts_at < before
    )
    found = select(Session.id).where(or_(col(Session.id).in_(numbers), theirs))
    db.exec(found.order_by(col(Session.id)).with_for_update(key_share=True)).all()


def numbers_of(db: Db, participant_id: int, within: tuple[datetime, datetime]) -> list[int]:
    """Return the ids of a person's sessions within a time, whatever they say."""
    since, before = within
    found = select(Session.id).where(
        concerns(participant_id), Session.ends_at > since, Session.starts_at < before
    )
    return [number for number in db.exec(found) if number]


def numbers_in(
    db: Db, municipality_id: int, within: tuple[datetime, datetime], *, limit: int
) -> list[int]:
    """Return the ids of the sessions of a municipality's people that start in this time, in order.

    Those of courses that are shared with it are among them.
    """
    shared = select(CourseMunicipality.course_id).where(
        CourseMunicipality.municipality_id == municipality_id
    )
    found = (
        select(Session.id)
        .where(
            col(Session.starts_at) > within[0],
            col(Session.starts_at) < within[1],
            or_(
                Session.municipality_id == municipality_id,
                col(Session.course_id).in_(shared),
                events_of(municipality_id),
            ),
        )
        .order_by(col(Session.starts_at), col(Session.id))
        .limit(limit)
    )
    return [number for number in db.exec(found) if number]


def next_of(db: Db, participant_id: int, now: datetime, *, or_on: bool = False) -> int | None:
    """Return the id of the first session that a person has ahead and that is not cancelled.

    With `or_on` also one that is on now.
    """
    return db.exec(
        select(Session.id)
        .where(
            concerns(participant_id),
            col(Session.ends_at if or_on else Session.starts_at) > now,
            col(Session.cancelled_at).is_(None),
        )
        .order_by(col(Session.starts_at), col(Session.id))
        .limit(1)
    ).first()


def is_theirs(session: Session) -> ColumnElement[bool]:
    """Tell in SQL whether this session is a participant's."""
    if session.participant_id is not None:
        return col(Participant.id) == session.participant_id
    if session.course_id is not None:
        return col(Participant.id).in_(_enrolled(col(Enrolment.course_id) == session.course_id))
    groups = select(Audience.course_id).where(Audience.session_id == session.id)
    homes = select(Audience.municipality_id).where(
        Audience.session_id == session.id, col(Audience.course_id).is_(None)
    )
    return or_(
        col(Participant.id).in_(_enrolled(col(Enrolment.course_id).in_(groups))),
        col(Participant.municipality_id).in_(homes),
    )


def _enrolled(on: ColumnElement[bool]) -> SelectOfScalar[int]:
    return select(Enrolment.participant_id).where(on, col(Enrolment.ended_at).is_(None))
