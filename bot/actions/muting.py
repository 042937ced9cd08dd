"""Let one person's reminders rest until a day; changes and cancellations are told all the same."""

from datetime import date, datetime, time, timedelta

from sqlmodel import Session as Db, col

from bot.actions import access, changes, planning, resting, wording
from bot.actions.changes import Cause
from bot.rules.refusals import Refused
from bot.rules.time import at, local
from storage import attendance, outbox
from storage.database import FOR_CHANGE, Database
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import ChangeKind, Outcome, Priority

LONGEST = timedelta(days=366)
REASON = 80


class NotAhead(Refused):
    """Choose a day after today: reminders go again from that day on."""


class MutedTooLong(Refused):
    """Choose a day within a year. Who is away for longer can be taken off the course."""


def mute(
    database: Database, participant_id: int, until: date, *, reason: str = "", cause: Cause
) -> None:
    """Let somebody's reminders and questions rest until the morning of a day.

    Raises NotThere, NotAhead, MutedTooLong, CprNotAllowed, WordNotAllowed.
    """
    with database.transaction() as db:
        person = _person(db, participant_id, cause)
        today = local(cause.now).date()
        if until <= today:
            raise NotAhead(field="until")
        if until - today > LONGEST:
            raise MutedTooLong(field="until")
        wording.check(db, person.municipality_id, {"reason": reason})
        if changes.is_done(db, cause):
            return
        said = {"until": until.isoformat()} | ({"why": reason} if reason else {})
        _rest(db, person, at(until, time()), said, cause)


def unmute(database: Database, participant_id: int, *, cause: Cause) -> None:
    """Let somebody's reminders go again from now on; raises NotThere."""
    with database.transaction() as db:
        person = _person(db, participant_id, cause)
        if person.muted_until is None or changes.is_done(db, cause):
            return
        _rest(db, person, None, {"hint": "go_again"}, cause)


def _person(db: Db, participant_id: int, cause: Cause) -> Participant:
    access.caseworkers_only(cause.caller)
    person = access.participant(db, cause.caller, participant_id)
    db.refresh(person, with_for_update=FOR_CHANGE)
    return person


def _rest(
    db: Db, person: Participant, until: datetime | None, said: dict[str, str], cause: Cause
) -> None:
    # Sessions are locked before notices, as every edit does.
    span = {"since": cause.now, "before": cause.now + planning.HORIZON}
    attendance.sessions_of_person(db, person.id or 0, **span, lock=True)
    person.muted_until = until
    changes.record_of(db, person, ChangeKind.REMINDERS_MUTED, cause, after=said)
    if until is not None:
        outbox.withdraw(
            db,
            col(Outbox.participant_id) == person.id,
            col(Outbox.kind).in_(sorted(resting.MUTED)),
            col(Outbox.priority) > int(Priority.ANSWER),
            col(Outbox.due_at) < until,
            outcome=Outcome.MUTED,
        )
    planning.plan_person(db, person.id or 0, cause.now)
