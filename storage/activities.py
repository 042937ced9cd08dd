"""Activities: the hours a week that count, and the individual reductions of what is asked."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import exists
from sqlmodel import Field, Session as Db, SQLModel, and_, col, or_, select

from storage.attendance import Attendance
from storage.columns import word
from storage.enrolments import Enrolment
from storage.schedule import Session
from storage.vocabulary import ActivityKind


class Activity(SQLModel, table=True):
    """Planned hours a week of one kind, both dates included; without an end until further notice.

    Days of courses and placements are not written down here: they are sessions.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    kind: ActivityKind = Field(sa_type=word(ActivityKind))
    note: str = ""
    hours: float
    from_on: date
    until_on: date | None = None
    noted_at: datetime
    noted_by: int | None = Field(default=None, foreign_key="staff.id")
    removed_at: datetime | None = None


class Reduction(SQLModel, table=True):
    """By how many hours a week less is asked of somebody, both dates included.

    No reason is kept: it may be one of health.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    hours: float
    from_on: date
    until_on: date | None = None
    noted_at: datetime
    noted_by: int | None = Field(default=None, foreign_key="staff.id")
    removed_at: datetime | None = None


def activities_of(db: Db, participant_id: int) -> list[Activity]:
    """Return a person's activities by their first day, also the removed ones."""
    return list(
        db.exec(
            select(Activity)
            .where(Activity.participant_id == participant_id)
            .order_by(col(Activity.from_on), col(Activity.id))
        )
    )


def reductions_of(db: Db, participant_id: int) -> list[Reduction]:
    """Return the reductions of what is asked of a person, also the removed ones."""
    return list(
        db.exec(
            select(Reduction)
            .where(Reduction.participant_id == participant_id)
            .order_by(col(Reduction.from_on), col(Reduction.id))
        )
    )


def sessions_of(
    db: Db, participant_id: int, *, since: datetime, before: datetime
) -> list[tuple[Session, list[Attendance]]]:
    """Return the sessions of a person's courses and placements that start in this time.

    Beside each stands what is noted of the person there. Of a course these are the sessions
    while the person had a place on it, and those at which somebody has noted them.
    """
    placed = and_(
        col(Session.participant_id) == participant_id, col(Session.placement_id).is_not(None)
    )
    enrolled = exists().where(
        col(Enrolment.course_id) == Session.course_id,
        col(Enrolment.participant_id) == participant_id,
        col(Enrolment.since) <= Session.starts_at,
        or_(col(Enrolment.ended_at).is_(None), col(Enrolment.ended_at) > Session.starts_at),
    )
    is_noted = and_(col(Session.course_id).is_not(None), col(Attendance.id).is_not(None))
    theirs = and_(
        col(Attendance.session_id) == Session.id, col(Attendance.participant_id) == participant_id
    )
    found: Sequence[tuple[Session, Attendance | None]] = db.exec(
        select(Session, Attendance)
        .outerjoin(Attendance, theirs)
        .where(
            Session.starts_at >= since,
            Session.starts_at < before,
            or_(placed, enrolled, is_noted),
        )
        .order_by(col(Session.starts_at), col(Session.id), col(Attendance.id))
    ).all()
    sessions: dict[int | None, tuple[Session, list[Attendance]]] = {}
    for session, row in found:
        _, rows = sessions.setdefault(session.id, (session, []))
        rows.extend([row] if row is not None else [])
    return list(sessions.values())
