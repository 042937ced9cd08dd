"""Reports that somebody cannot come: make one, let go of it, note that staff have seen it.

A whole day also holds for what comes into that day later, because that is what was said: what is
added, or moved there, or belongs to a course that the person joins, is answered as the day is.
"""

from datetime import date

from sqlmodel import Session as Db

from bot.actions import access, changes, tasks
from bot.actions.changes import Cause
from bot.rules.time import local
from storage import absences, answers
from storage.absences import Absence
from storage.answers import Answer
from storage.database import Database
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import ChangeKind, TaskKind


def report_in(
    db: Db, person: Participant, on: date, session: Session | None, *, cause: Cause
) -> Absence:
    """Give a report its receipt, and put it on the caseworkers' list.

    The sessions that it concerns are locked: none is locked after the number is taken.
    """
    absence = Absence(
        municipality_id=person.municipality_id,
        number=absences.next_number(db, person.municipality_id),
        participant_id=person.id or 0,
        session_id=session.id if session else None,
        on=on,
        reported_at=cause.now,
    )
    db.add(absence)
    db.flush()
    tasks.open_in(db, person, TaskKind.ABSENCE, cause=cause, about_id=absence.id)
    return absence


def let_go_in(db: Db, answer: Answer, *, cause: Cause) -> None:
    """Take one answer out of its report; a report of which nothing is left is taken back."""
    absence = db.get(Absence, answer.absence_id) if answer.absence_id else None
    if absence is None:
        return
    answer.absence_id = None
    db.add(answer)
    db.flush()
    if absence.undone_at is None and not answers.of_absence(db, absence.id or 0):
        end_in(db, absence, cause=cause)


def end_in(db: Db, absence: Absence, *, cause: Cause) -> None:
    """Let a report hold no longer; nobody has to see it any more."""
    absence.undone_at = cause.now
    db.add(absence)
    tasks.close_in(db, TaskKind.ABSENCE, absence.id, cause=cause)


def moved_in(db: Db, session: Session, *, cause: Cause) -> None:
    """Let the reports of a session end that has got another time: it is asked anew."""
    for absence in absences.of_session(db, session.id or 0):
        end_in(db, absence, cause=cause)


def note(database: Database, absence_id: int, *, cause: Cause) -> None:
    """Note that a member of staff has seen a report; raises NotThere."""
    with database.transaction() as db:
        absence = access.personal(db, cause.caller, Absence, absence_id)
        note_in(db, absence, cause=cause)


def note_in(db: Db, absence: Absence, *, cause: Cause) -> None:
    """Note within a transaction that a member of staff has seen a report, once."""
    if not absences.mark_seen(db, absence.id or 0, at=cause.now, by=cause.caller.staff_id):
        return
    tasks.close_in(db, TaskKind.ABSENCE, absence.id, cause=cause)
    changes.record(
        db,
        cause,
        ChangeKind.TASK_CLOSED,
        municipality_id=absence.municipality_id,
        participant_id=absence.participant_id,
        session_id=absence.session_id,
        after={"task": TaskKind.ABSENCE, "receipt": absence.number},
    )


def day_of(session: Session) -> date:
    """Return the day on which a session begins in Copenhagen."""
    return local(session.starts_at).date()
