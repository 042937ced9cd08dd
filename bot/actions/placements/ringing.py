"""Which days of a placement are reminded of: the first, and the first after a pause or a change."""

from sqlmodel import Session as Db

from bot.actions.calendar import is_holiday
from bot.rules import placements as rules
from bot.rules.time import local
from storage import placements
from storage.placements import Placement
from storage.schedule import Session


def rings(db: Db, session: Session) -> bool:
    """Tell whether a session is reminded of; any but a placement day always is."""
    if session.placement_id is None:
        return True
    placement = db.get_one(Placement, session.placement_id)
    earlier = placements.last_start(db, session.placement_id, before=session.starts_at)
    changed = placement.changed_at
    if earlier and changed is not None and earlier <= changed < session.starts_at:
        return True
    before = local(earlier).date() if earlier else None
    on = local(session.starts_at).date()
    return rules.reminded(on, before, placement.weekdays, is_holiday)
