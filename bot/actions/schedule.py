"""Add, change and cancel sessions; everybody whose they are is told, and reminded anew."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session as Db

from bot.actions import absences, access, changes, planning, telling, wording
from bot.actions.changes import Cause
from bot.rules.refusals import AlreadyCancelled, AlreadyOver, EndsBeforeStart, InThePast
from bot.rules.time import local
from storage import answers, schedule
from storage.attendance import Audience
from storage.courses import Course
from storage.database import Database
from storage.schedule import Session
from storage.vocabulary import ChangeKind, Outcome, SessionKind

TELLING = ("starts_at", "ends_at", "place", "address")
"""What people must be told of when it changes."""

WORDED = ("title_da", "title_en", "title_ar", "title_ti", "place", "bring", "contact")
"""What staff put into words of their own."""


@dataclass(frozen=True)
class Plan:
    """Everything about a session that staff decide; moments are aware UTC."""

    kind: SessionKind
    title_da: str
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str = ""
    bring: str = ""
    title_en: str | None = None
    title_ar: str | None = None
    title_ti: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    contact: str = ""


def plan_of(session: Session) -> Plan:
    """Return what is decided about a session now; `replace` it to change something."""
    return Plan(**{name: getattr(session, name) for name in Plan.__dataclass_fields__})


def add(database: Database, course_id: int, key: str, plan: Plan, *, cause: Cause) -> int:
    """Add a session to a course of the caller's; return its id.

    Raises NotThere, EndsBeforeStart, InThePast, CprNotAllowed, WordNotAllowed.
    """
    with database.transaction() as db:
        access.caseworkers_only(cause.caller)
        access.course(db, cause.caller, course_id)
        return add_in(db, course_id, key, plan, cause=cause).id or 0


def change(database: Database, session_id: int, plan: Plan, *, cause: Cause) -> None:
    """Change a session; people are told when it concerns time or place.

    Raises NotThere, EndsBeforeStart, InThePast, AlreadyCancelled, AlreadyOver, CprNotAllowed,
    WordNotAllowed.
    """
    with database.transaction() as db:
        access.caseworkers_only(cause.caller)
        session = access.session(db, cause.caller, session_id, lock=True)
        change_in(db, session, plan, cause=cause)


def cancel(database: Database, session_id: int, *, cause: Cause) -> None:
    """Cancel a session and tell everybody; raises NotThere, AlreadyOver."""
    with database.transaction() as db:
        access.caseworkers_only(cause.caller)
        cancel_in(db, access.session(db, cause.caller, session_id, lock=True), cause=cause)


def cancel_in(db: Db, session: Session, *, cause: Cause) -> None:
    """Cancel a locked session within a transaction; raises AlreadyOver."""
    if session.cancelled_at:
        return
    if session.starts_at <= cause.now:
        raise AlreadyOver
    session.cancelled_at = cause.now
    session.revision += 1
    _record(db, session, ChangeKind.SESSION_CANCELLED, cause)
    planning.take_back(db, session.id or 0, outcome=Outcome.SESSION_CANCELLED)
    telling.of_cancellation(db, session, cause=cause)


def add_in(
    db: Db, course_id: int, key: str, plan: Plan, *, cause: Cause, past: bool = False
) -> Session:
    """Add a session within a transaction; a repeated cause returns what it added.

    With `past` it may be over: nobody is owed anything about it.
    """
    known = schedule.session_by_key(db, course_id, key)
    if known is not None and changes.is_done(db, cause):
        return known
    home = db.get_one(Course, course_id).municipality_id
    session = Session(municipality_id=home, course_id=course_id, key=key, **asdict(plan))
    return put_in(db, session, cause=cause, past=past)


def put_in(
    db: Db,
    session: Session,
    *,
    cause: Cause,
    audience: Sequence[Audience] = (),
    tell: bool = False,
    past: bool = False,
) -> Session:
    """Add a new session, whosever it is, within a transaction; `tell` lets them know at once.

    With `past` it may have begun or be over. Raises EndsBeforeStart, InThePast, CprNotAllowed,
    WordNotAllowed.
    """
    plan = plan_of(session)
    _check(plan, None if past else cause.now)
    wording.check(db, session.municipality_id, wording.of(plan, WORDED))
    db.add(session)
    db.flush()
    for group in audience:
        group.session_id = session.id or 0
        db.add(group)
    _record(db, session, ChangeKind.SESSION_ADDED, cause)
    if tell:
        telling.of_addition(db, session, cause=cause)
    planning.plan_session(db, session, cause.now)
    return session


def change_in(
    db: Db, session: Session, plan: Plan, *, cause: Cause, newcomers: Collection[int] = ()
) -> bool:
    """Change a locked session within a transaction; tell whether anything was different.

    `newcomers`, whose it has just become, hear of it as of something new.
    """
    before = plan_of(session)
    if plan == before or changes.is_done(db, cause):
        return False
    check_open(session, cause.now)
    _check(plan, cause.now)
    said, was = wording.of(plan, WORDED), wording.of(before, WORDED)
    wording.check(db, session.municipality_id, said, before=was)
    for name, value in asdict(plan).items():
        setattr(session, name, value)
    if any(getattr(plan, name) != getattr(before, name) for name in TELLING):
        _tell(db, session, before, cause, newcomers)
    else:
        _record(db, session, ChangeKind.SESSION_EDITED, cause, before)
    return True


def check_open(session: Session, now: datetime) -> None:
    """Raise AlreadyCancelled or AlreadyOver when nothing about a session can be changed."""
    if session.cancelled_at:
        raise AlreadyCancelled
    if session.starts_at <= now:
        raise AlreadyOver


def _tell(db: Db, session: Session, before: Plan, cause: Cause, newcomers: Collection[int]) -> None:
    session.revision += 1
    if session.starts_at != before.starts_at:
        answers.clear(db, session.id or 0)  # "I am coming" was said of another time
        absences.moved_in(db, session, cause=cause)
    _record(db, session, ChangeKind.SESSION_MOVED, cause, before)
    planning.take_back(db, session.id or 0, outcome=Outcome.SESSION_CHANGED)
    telling.of_change(db, session, known_start=before.starts_at, cause=cause, but=newcomers)
    telling.of_addition(db, session, cause=cause, to=newcomers, mark=cause.key)
    planning.plan_session(db, session, cause.now)


def _check(plan: Plan, now: datetime | None) -> None:
    """Refuse what cannot be, and what has begun by `now`, if that matters."""
    if plan.ends_at <= plan.starts_at:
        raise EndsBeforeStart
    if now is not None and plan.starts_at <= now:
        raise InThePast(time=f"{local(plan.starts_at):%Y-%m-%d %H:%M}")


def _record(
    db: Db, session: Session, kind: ChangeKind, cause: Cause, before: Plan | None = None
) -> None:
    db.flush()
    changes.record(
        db,
        cause,
        kind,
        municipality_id=session.municipality_id,
        session_id=session.id,
        course_id=session.course_id,
        participant_id=session.participant_id,
        before=_shown(before) if before else None,
        after=_shown(plan_of(session)),
    )


def _shown(plan: Plan) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(plan).items()
    }
