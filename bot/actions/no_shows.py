"""After several missed sessions in a row a talk takes the place of reminders."""

from datetime import datetime

from sqlmodel import Session as Db, col

from bot.actions import tasks
from bot.actions.changes import Cause
from bot.rules import no_shows as rules
from bot.rules.no_shows import Noted
from bot.texts.reminders import Reminder
from storage import attendance, outbox, tasks as listed
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import Outcome, TaskKind


def review_in(db: Db, person: Participant, *, cause: Cause) -> None:
    """Put a talk on the list, or take it off, as what is noted of somebody's attendance wants it.

    When it comes off because of a correction, the tick plans their reminders again.
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
        _take_back(db, person)
    elif is_open and not wanted:
        tasks.close_in(db, TaskKind.NO_SHOWS, person.id, cause=cause)


def _in_a_row(db: Db, person: Participant, since: datetime) -> int:
    found = [Noted(*row) for row in attendance.noted_of(db, person.id or 0, since=since)]
    return rules.in_a_row(found, since=since)


def _take_back(db: Db, person: Participant) -> None:
    outbox.withdraw(
        db,
        col(Outbox.participant_id) == person.id,
        col(Outbox.kind) == Reminder.kind,
        outcome=Outcome.NO_SHOWS,
    )
