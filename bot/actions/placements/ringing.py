"""Which rules a session is reminded by, and which days of a placement ring."""

from dataclasses import dataclass

from sqlmodel import Session as Db

from bot.actions.calendar import is_holiday
from bot.rules import placements as rules
from bot.rules.time import local, monday
from storage import placements
from storage.placements import Placement
from storage.schedule import Session
from storage.vocabulary import ReminderKind, SessionKind


@dataclass(frozen=True)
class Occasion:
    """As what a session is reminded of; one that does not ring is so by rules of its own only."""

    kind: ReminderKind
    rings: bool = True


def occasion(db: Db, session: Session) -> Occasion:
    """Return how a session is reminded of.

    Of a placement the first day rings, the first after a pause or a change, and the first of each
    week where there are rules for that.
    """
    if session.placement_id is not None:
        return _placement_day(db, session, db.get_one(Placement, session.placement_id))
    if session.kind is SessionKind.CONTRACT_MEETING:
        return Occasion(ReminderKind.CONTRACT_MEETING)
    return Occasion(ReminderKind.SESSION)


def _placement_day(db: Db, session: Session, placement: Placement) -> Occasion:
    earlier = placements.last_start(db, placement.id or 0, before=session.starts_at)
    if earlier is None:
        return Occasion(ReminderKind.PLACEMENT_START)
    on, before = local(session.starts_at).date(), local(earlier).date()
    changed = placement.changed_at
    rings = rules.reminded(on, before, placement.weekdays, is_holiday) or (
        changed is not None and earlier <= changed < session.starts_at
    )
    if monday(on) != monday(before):
        return Occasion(ReminderKind.PLACEMENT_WEEK, rings)
    return Occasion(ReminderKind.SESSION, rings)
