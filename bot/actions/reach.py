"""Whether a person can be reached: they blocked the bot, or are back."""

from sqlmodel import Session as Db, col

from bot.actions import changes, planning, tasks
from bot.actions.changes import Cause
from storage import outbox
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import ChangeKind, NoticeState, Outcome, TaskKind


def lose(db: Db, person: Participant, why: Outcome, cause: Cause) -> None:
    """Mark who cannot be reached, and clear what was on its way to them."""
    if person.unreachable_at is None:
        person.unreachable_at = cause.now
        changes.record_of(db, person, ChangeKind.BECAME_UNREACHABLE, cause)
        tasks.open_in(db, person, TaskKind.UNLINKED, cause=cause)
    theirs = col(Outbox.participant_id) == person.id
    outbox.withdraw(db, theirs, outcome=why, state=NoticeState.CANCELLED)


def regain(db: Db, person: Participant, cause: Cause) -> None:
    """Mark who can be reached again, and plan what still makes sense."""
    if person.unreachable_at is None:
        return
    person.unreachable_at = None
    changes.record_of(db, person, ChangeKind.BECAME_REACHABLE, cause)
    tasks.close_in(db, TaskKind.UNLINKED, person.id, cause=cause)
    planning.catch_up(db, person.id or 0, cause.now)
