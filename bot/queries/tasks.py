"""What needs a member of staff: the caller's own caseload first, and first what waits longest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db, col, select

from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.parts import Parts
from bot.queries.reasons import DESCRIBERS, OF_PEOPLE
from bot.queries.refs import PersonRef
from bot.rules import patience
from storage.database import Database
from storage.people import Participant
from storage.staff import Staff
from storage.tasks import Task
from storage.vocabulary import TaskKind


@dataclass(frozen=True)
class Todo:
    """One task; `reason` says it in a line beside the words of its kind.

    `about_id` is the row that it came from: an absence, a message, a claim.
    """

    id: int
    kind: TaskKind
    about_id: int | None
    person: PersonRef
    caseworker: str | None
    is_mine: bool
    since: datetime
    late_at: datetime
    reason: Parts


@dataclass(frozen=True)
class Todos:
    """What needs somebody; `rows` is empty for who sees counts only.

    `mine` and `everybody` count the rows of either list, whichever is shown.
    """

    rows: tuple[Todo, ...]
    counts: dict[TaskKind, int]
    mine: int
    everybody: int


def unfinished(database: Database, caller: Caller, *, only_mine: bool = False) -> Todos:
    """Return the municipality's list, or the part about the caller's own caseload."""
    with database.reading() as db:
        found = _todos(db, caller)
    mine = [row for row in found if row.is_mine]
    counts = [row.kind for row in found]
    shown = mine if only_mine else found
    return Todos(
        rows=() if caller.counts_only else tuple(shown),
        counts={kind: number for kind in TaskKind if (number := counts.count(kind))},
        mine=len(mine),
        everybody=len(found),
    )


def of_person(db: Db, caller: Caller, participant_id: int) -> tuple[Todo, ...]:
    """Return what needs somebody about one person, whom the caller may know."""
    return tuple(_todos(db, caller, participant_id))


def _todos(db: Db, caller: Caller, participant_id: int | None = None) -> list[Todo]:
    wanted = select(Task, Participant, Staff).join(
        Participant, col(Participant.id) == Task.participant_id
    )
    if participant_id is not None:
        wanted = wanted.where(Task.participant_id == participant_id)
    found = db.exec(
        wanted.outerjoin(Staff, col(Staff.id) == Participant.caseworker_id).where(
            Task.municipality_id == caller.municipality_id, col(Task.closed_at).is_(None)
        )
    ).all()
    reasons = _reasons(db, [task for task, _, _ in found])
    rows = [
        _todo(caller, task, person, caseworker, reasons.get(task.id, ()))
        for task, person, caseworker in found
    ]
    return sorted(rows, key=lambda row: (not row.is_mine, row.late_at, row.id))


def _todo(
    caller: Caller, task: Task, person: Participant, caseworker: Staff | None, reason: Parts
) -> Todo:
    return Todo(
        id=task.id or 0,
        kind=task.kind,
        about_id=task.about_id,
        person=refs.person(person),
        caseworker=caseworker.name if caseworker else None,
        is_mine=caller.staff_id is not None and person.caseworker_id == caller.staff_id,
        since=task.opened_at,
        late_at=patience.late_at(task.kind, task.opened_at),
        reason=reason,
    )


def _reasons(db: Db, rows: Sequence[Task]) -> dict[int | None, Parts]:
    """Return what to say of each task by its id, with one statement a kind."""
    found: dict[int | None, Parts] = {}
    for kind in {row.kind for row in rows}:
        of_kind = [row for row in rows if row.kind is kind]
        about = {row.id: row.about_id for row in of_kind if row.about_id is not None}
        people = {row.id: row.participant_id for row in of_kind if row.about_id is None}
        for ids, describe in ((about, DESCRIBERS.get(kind)), (people, OF_PEOPLE.get(kind))):
            if ids and describe:
                said = describe(db, set(ids.values()))
                found |= {task: said.get(number, ()) for task, number in ids.items()}
    return found
