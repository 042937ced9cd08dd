"""Add what is not of a course: an appointment of one person, an event that is open to groups.

They are changed, moved and cancelled as every session is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from sqlmodel import Session as Db

from bot.actions import access, changes, schedule as sessions
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from bot.rules.refusals import NotThere, Refused
from storage import schedule
from storage.attendance import Audience
from storage.database import Database
from storage.schedule import Session

Groups = Sequence[int | None]
"""Courses by number; None is everybody of the caller's own municipality."""


class NobodyInvited(Refused):
    """Choose who it is open to."""


def appoint(database: Database, participant_id: int, key: str, plan: Plan, *, cause: Cause) -> int:
    """Add an appointment of one of the caller's people, and tell them; return its id.

    Raises NotThere, EndsBeforeStart, InThePast.
    """
    with database.transaction() as db:
        _staff_only(cause)
        person = access.participant(db, cause.caller, participant_id)
        new = Session(
            key=key,
            municipality_id=person.municipality_id,
            participant_id=participant_id,
            **asdict(plan),
        )
        return _put(db, new, (), cause=cause)


def invite(database: Database, groups: Groups, key: str, plan: Plan, *, cause: Cause) -> int:
    """Add an event that is open to these groups, and tell everybody; return its id.

    Raises NotThere, NobodyInvited, EndsBeforeStart, InThePast.
    """
    with database.transaction() as db:
        home = _staff_only(cause)
        audience = tuple(_audience(db, home, groups, cause))
        if not audience:
            raise NobodyInvited
        new = Session(key=key, municipality_id=home, **asdict(plan))
        return _put(db, new, audience, cause=cause)


def _staff_only(cause: Cause) -> int:
    """Return the municipality of the member of staff who does this; raises NotThere."""
    caller = cause.caller
    if caller.municipality_id is None or caller.staff_id is None or caller.counts_only:
        raise NotThere
    return caller.municipality_id


def _put(db: Db, new: Session, audience: Sequence[Audience], *, cause: Cause) -> int:
    """Add it and tell everybody; a repeated cause returns what it added."""
    known = schedule.own_session_by_key(
        db, new.municipality_id, new.key, participant_id=new.participant_id
    )
    if known is None or not changes.is_done(db, cause):
        known = sessions.put_in(db, new, audience=audience, tell=True, cause=cause)
    return known.id or 0


def _audience(db: Db, home: int, groups: Groups, cause: Cause) -> Iterator[Audience]:
    """Yield a row for each group; raises NotThere for a course that is not the caller's."""
    for course_id in dict.fromkeys(groups):
        if course_id is not None:
            access.course(db, cause.caller, course_id)
        yield Audience(session_id=0, municipality_id=home, course_id=course_id)
