"""What is not of a course: an appointment of one person, an event that is open to groups.

They are moved and cancelled as every session is; an event can be opened to others, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import absences, access, changes, planning, schedule as sessions, telling
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from bot.rules.refusals import NotThere, Refused
from storage import answers, attendance, courses, schedule
from storage.attendance import Audience
from storage.database import Database
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import ChangeKind, Outcome

Groups = Sequence[int | None]
"""Courses by number; None is everybody of the caller's own municipality."""


class NobodyInvited(Refused):
    """Choose who it is open to."""


def appoint(database: Database, participant_id: int, key: str, plan: Plan, *, cause: Cause) -> int:
    """Add an appointment of one of the caller's people, and tell them; return its id.

    Raises NotThere, EndsBeforeStart, InThePast, CprNotAllowed, WordNotAllowed.
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

    Raises NotThere, NobodyInvited, EndsBeforeStart, InThePast, CprNotAllowed, WordNotAllowed.
    """
    with database.transaction() as db:
        home = _staff_only(cause)
        audience = tuple(_audience(db, home, groups, cause))
        if not audience:
            raise NobodyInvited
        new = Session(key=key, municipality_id=home, **asdict(plan))
        return _put(db, new, audience, cause=cause)


def change(database: Database, event_id: int, groups: Groups, plan: Plan, *, cause: Cause) -> None:
    """Change an event, and who it is open to, as far as that is the caller's to decide.

    Who is newly invited hears of it as of something new, who no longer is that it is not for
    them, everybody else only when it concerns time or place.

    Raises NotThere, NobodyInvited, EndsBeforeStart, InThePast, AlreadyCancelled, AlreadyOver,
    CprNotAllowed, WordNotAllowed.
    """
    with database.transaction() as db:
        _staff_only(cause)
        event = access.session(db, cause.caller, event_id, lock=True)
        change_in(db, event, groups, plan, cause=cause)


def add_in(
    db: Db,
    municipality_id: int,
    groups: Groups,
    key: str,
    plan: Plan,
    *,
    cause: Cause,
    past: bool = False,
) -> Session:
    """Add an event within a transaction, for the operator; with `past` it may be over.

    Nobody is told at once: who is to come is reminded, as of a session of a course. Raises
    NotThere, EndsBeforeStart, InThePast, CprNotAllowed, WordNotAllowed.
    """
    if not cause.caller.is_operator:
        raise NotThere
    audience = tuple(_audience(db, municipality_id, groups, cause))
    event = Session(key=key, municipality_id=municipality_id, **asdict(plan))
    return sessions.put_in(db, event, audience=audience, cause=cause, past=past)


def change_in(db: Db, event: Session, groups: Groups, plan: Plan, *, cause: Cause) -> None:
    """Change a locked event within a transaction, as `change` does."""
    opened = opening(cause)
    if changes.is_done(db, cause) or changes.is_done(db, opened):
        return
    known_start, before = event.starts_at, _crowd(db, event)
    _open_to(db, event, groups, cause=opened)
    after = _crowd(db, event)
    newcomers = after.keys() - before.keys()
    sessions.change_in(db, event, plan, cause=cause, newcomers=newcomers)
    # If it has moved, they were told and it was planned by that; nothing is owed twice.
    telling.of_addition(db, event, cause=cause, to=newcomers, mark=cause.key)
    lost = [before[one] for one in sorted(before.keys() - after.keys())]
    _let_go(db, event, lost, known_start=known_start, cause=cause)
    planning.plan_session(db, event, cause.now)


def opening(cause: Cause) -> Cause:
    """Return the part of a cause that opens an event to others."""
    return cause.part("audience")


def _within_reach(db: Db, event: Session, caller: Caller) -> set[int | None]:
    """Return the groups of an event about which the caller decides.

    The operator does so as the municipality whose event it is.
    """
    home = caller.municipality_id or event.municipality_id
    own = {course.id for course in courses.courses_of(db, home)}
    return own | ({None} if event.municipality_id == home else set())


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


def _crowd(db: Db, event: Session) -> dict[int, tuple[Participant, Municipality]]:
    return {one[0].id or 0: one for one in attendance.attendees(db, event)}


def _open_to(db: Db, event: Session, groups: Groups, *, cause: Cause) -> None:
    """Open an event to these groups, and to no others within the caller's reach."""
    reach = _within_reach(db, event, cause.caller)
    if event.course_id is not None or event.participant_id is not None or set(groups) - reach:
        raise NotThere
    before = attendance.groups_of(db, event)
    wanted = [*(group for group in before if group not in reach), *dict.fromkeys(groups)]
    if not wanted:
        raise NobodyInvited
    if set(wanted) == set(before):
        return
    sessions.check_open(event, cause.now)
    attendance.open_to(db, event, wanted)
    changes.record(
        db,
        cause,
        ChangeKind.AUDIENCE_EDITED,
        municipality_id=event.municipality_id,
        session_id=event.id,
        before={"groups": before},
        after={"groups": wanted},
    )


def _let_go(
    db: Db,
    event: Session,
    lost: Sequence[tuple[Participant, Municipality]],
    *,
    known_start: datetime,
    cause: Cause,
) -> None:
    """Tell those whose the event is no longer, and take back what they were owed about it."""
    said = answers.of_session(db, event.id or 0)
    for person, _ in lost:
        planning.take_back(
            db, event.id or 0, outcome=Outcome.NOT_ENROLLED, participant_id=person.id
        )
        if person.id in said:
            absences.let_go_in(db, said[person.id], cause=cause)
    telling.of_loss(db, event, lost, known_start=known_start, cause=cause)
