"""Tell a person once of all that an edit has changed, and mend what they were told before."""

from datetime import datetime, timedelta

from sqlmodel import Session as Db, col

from bot.actions import mending, sentences
from bot.actions.calendar import quiet_hours
from bot.actions.changes import Cause
from bot.actions.notices import Timing, row_to_person
from bot.actions.placements.days import Difference
from bot.rules.quiet import change_due
from bot.rules.time import days
from bot.texts.nominations import NominationDecided
from bot.texts.notices import Notice
from bot.texts.placements import NEWS, AboutPlacement
from bot.texts.slots import InterestDeclined
from storage import outbox, said
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.placements import Interest, Nomination, Placement
from storage.vocabulary import Outcome, Priority

GOOD_FOR = timedelta(days=7)
"""News that concern no day in particular are of use for so long."""


def of_placement(
    db: Db,
    placement: Placement,
    kind: type[AboutPlacement],
    difference: Difference,
    cause: Cause,
) -> None:
    """Owe one notice that sums up all days, in time for the first that is another one now.

    What was owed of this placement and not sent yet is said by the new notice.
    """
    if not difference.moments:
        return
    person, home = _person(db, placement.participant_id)
    earlier = _earlier(db, placement, difference, cause.now)
    _take_back(db, placement)
    adds = sentences.of(db, cause, placement.municipality_id)
    notice = kind(placement_id=placement.id or 0, **adds)
    due_at, urgent = change_due(cause.now, min(difference.moments), quiet_hours(home))
    until = max(*difference.moments, _last_moment(placement))
    timing = Timing(due_at, until, Priority.CHANGE, urgent)
    key = f"{kind.kind}:{placement.id}:{cause.key}"
    news = row_to_person(person, home, notice, key=key, timing=timing, now=cause.now)
    mended = [mending.row(person, home, one.id, mark=cause.key, now=cause.now) for one in earlier]
    outbox.put(db, [news, *mended])


def of_declined(db: Db, person: Participant, wish: Interest, cause: Cause) -> None:
    """Owe the word that it was not this slot."""
    _news(db, person, InterestDeclined(slot_id=wish.slot_id), cause)


def of_nomination(db: Db, person: Participant, nomination: Nomination, cause: Cause) -> None:
    """Owe the word what became of a company that somebody named."""
    _news(db, person, NominationDecided(nomination_id=nomination.id or 0), cause)


def _news(db: Db, person: Participant, notice: Notice, cause: Cause) -> None:
    person, home = _person(db, person.id or 0)
    due_at = quiet_hours(home).over(cause.now)
    # Nobody has to confirm it, so it does not rank as a change.
    timing = Timing(due_at, due_at + GOOD_FOR, Priority.REMINDER)
    key = f"{notice.kind}:{cause.key}"
    outbox.put(db, [row_to_person(person, home, notice, key=key, timing=timing, now=cause.now)])


def _person(db: Db, participant_id: int) -> tuple[Participant, Municipality]:
    person = db.get_one(Participant, participant_id)
    return person, db.get_one(Municipality, person.municipality_id)


def _last_moment(placement: Placement) -> datetime:
    """Return the end of the last day: until then it is of use to know about the placement."""
    return days(placement.until_on, count=1)[1]


def _earlier(db: Db, placement: Placement, difference: Difference, now: datetime) -> list[Outbox]:
    """Return what the phone says that is not so any more, the newest first."""
    touched = {session.id for session in difference.sessions}
    found = said.latest_to(db, placement.participant_id, since=now - mending.LOOKED_BACK)
    stale = [
        row
        for row in found
        if row.session_id in touched or row.kind == "schedule" or _is_about(row, placement)
    ]
    return stale[: mending.MOST]


def _is_about(row: Outbox, placement: Placement) -> bool:
    return row.params.get("placement_id") == placement.id


def _take_back(db: Db, placement: Placement) -> None:
    numbers = [
        row.id
        for row in said.open_to(db, placement.participant_id, tuple(NEWS))
        if _is_about(row, placement)
    ]
    outbox.withdraw(db, col(Outbox.id).in_(numbers), outcome=Outcome.REPLACED)
