"""Put what needs a member of staff on their list, and take it off again."""

from sqlmodel import Session as Db

from bot.actions import access, changes, planning
from bot.actions.changes import Cause
from storage import absences, tasks
from storage.database import Database
from storage.people import Participant
from storage.tasks import Task
from storage.vocabulary import ChangeKind, TaskKind


def open_in(
    db: Db, person: Participant, kind: TaskKind, *, cause: Cause, about_id: int | None = None
) -> Task:
    """Put something on the list; what is about the same row is there once, and opens again."""
    key = tasks.key_of(kind, about_id if about_id is not None else person.id)
    task = tasks.about(db, key) or Task(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        kind=kind,
        about_id=about_id,
        key=key,
        opened_at=cause.now,
    )
    if task.closed_at is not None:
        task.opened_at, task.closed_at, task.closed_by = cause.now, None, None
    db.add(task)
    db.flush()
    return task


def close_in(db: Db, kind: TaskKind, about_id: int | None, *, cause: Cause) -> bool:
    """Take something off the list, because it was dealt with; tell whether it was on it."""
    return tasks.close(db, tasks.key_of(kind, about_id), at=cause.now, by=cause.caller.staff_id)


def close_all_in(db: Db, person: Participant, *, cause: Cause) -> None:
    """Take everything about a person off the list: there is nobody to deal with it for."""
    tasks.close_all(db, person.id or 0, at=cause.now, by=cause.caller.staff_id)


def close(database: Database, task_id: int, *, cause: Cause) -> None:
    """Note that a member of staff has dealt with a task; raises NotThere."""
    with database.transaction() as db:
        settle_in(db, access.personal(db, cause.caller, Task, task_id), cause=cause)


def settle_in(db: Db, task: Task, *, cause: Cause) -> None:
    """Note within a transaction that a task is dealt with, once."""
    if tasks.close(db, task.key, at=cause.now, by=cause.caller.staff_id):
        if task.kind is TaskKind.ABSENCE:
            absences.mark_seen(db, task.about_id or 0, at=cause.now, by=cause.caller.staff_id)
        if task.kind is TaskKind.NO_SHOWS:
            planning.plan_person(db, task.participant_id, cause.now)
        changes.record(
            db,
            cause,
            ChangeKind.TASK_CLOSED,
            municipality_id=task.municipality_id,
            participant_id=task.participant_id,
            after={"task": task.kind},
        )
