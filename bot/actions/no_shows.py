"""After several missed sessions in a row a talk takes the place of reminders."""

from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import tasks
from bot.actions.changes import Cause
from bot.rules import no_shows as rules
from bot.rules.no_shows import Noted
from storage import attendance, tasks as listed
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import TaskKind


def review_in(db: Db, person: Participant, *, cause: Cause) -> None:
    """Put a talk on the list, or take it off, as what is noted of somebody's attendance wants it.

    The tick holds their reminders back, or plans them again after a correction; until then the last
    check does. So nothing of theirs is locked here, where a list brings in many people at once.
    """
    home = db.get_one(Municipality, person.municipality_id)
    task = listed.about(db, listed.key_of(TaskKind.NO_SHOWS, person.id))
    is_open = task is not None and task.closed_at is None
    since = cause.now - rules.COUNTS
    if task is not None and task.closed_at is not None:
        since = max(since, task.closed_at)
    wanted = rules.wants_talk(_in_a_row(db, person, since), home.no_shows)
    if wanted and not is_open and person.erased_at is None:
        tasks.open_in(db, person, TaskKind.NO_SHOWS, cause=cause)
    elif is_open and not wanted:
        tasks.close_in(db, TaskKind.NO_SHOWS, person.id, cause=cause)


def _in_a_row(db: Db, person: Participant, since: datetime) -> int:
    found = [Noted(*row) for row in attendance.noted_of(db, person.id or 0, since=since)]
    return rules.in_a_row(found, since=since)
