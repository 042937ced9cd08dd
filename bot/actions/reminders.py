"""Reminder rules: added, changed, switched off and on; what is planned follows them."""

from datetime import datetime
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes, planning, reminding
from bot.actions.changes import Cause
from bot.rules import timing
from bot.rules.reminders import Rule
from storage import attendance, reminders
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.reminders import ReminderRule
from storage.vocabulary import ChangeKind

AT_ONCE = 100
"""So many of the next sessions are planned anew right after an edit; the tick plans the rest.

With 15 people each they take about a second. What a rule that is switched off has planned is not
sent from the commit on, whether it was planned anew or not.
"""


def add(database: Database, rule: Rule, *, cause: Cause) -> None:
    """Let the caller's municipality remind by one rule more.

    Raises NotThere and the refusals of `timing.check`.
    """
    with database.transaction() as db:
        home = _home(db, cause)
        if changes.is_done(db, cause):
            return
        row = ReminderRule(municipality_id=home.id or 0)
        _put(db, home, row, rule, cause=cause)
    _plan_anew(database, home.id or 0, cause.now)


def change(database: Database, rule_id: int, rule: Rule, *, cause: Cause) -> None:
    """Change a rule; what was planned by it moves. Raises NotThere and the refusals of timing."""
    with database.transaction() as db:
        home = _home(db, cause)
        row = access.reminder_rule(db, cause.caller, rule_id)
        if changes.is_done(db, cause):
            return
        _put(db, home, row, rule, cause=cause)
    _plan_anew(database, home.id or 0, cause.now)


def switch(database: Database, rule_id: int, *, active: bool, cause: Cause) -> None:
    """Switch a rule off or on; raises NotThere and, when another one took its place, SameRule."""
    with database.transaction() as db:
        home = _home(db, cause)
        row = access.reminder_rule(db, cause.caller, rule_id)
        if changes.is_done(db, cause) or row.active == active:
            return
        before = shown(row)
        if active:
            timing.check(reminding.rule_of(row), _others(db, home))
        row.active = active
        _record(db, home, cause, before=before, after=shown(row))
    _plan_anew(database, home.id or 0, cause.now)


def set_no_shows(database: Database, number: int, *, cause: Cause) -> None:
    """Choose after how many missed sessions in a row reminders give way to a talk; 0 is never.

    Raises NotThere.
    """
    with database.transaction() as db:
        home = _home(db, cause)
        if changes.is_done(db, cause) or home.no_shows == number:
            return
        before, home.no_shows = home.no_shows, number
        _record(db, home, cause, before={"no_shows": before}, after={"no_shows": number})
    _plan_anew(database, home.id or 0, cause.now)


def shown(row: ReminderRule) -> dict[str, Any]:
    """Return a rule as it is written down."""
    found = row.model_dump(mode="json", exclude={"id", "municipality_id"}, exclude_none=True)
    return {"rule": row.id, **found}


def _home(db: Db, cause: Cause) -> Municipality:
    """Return the caller's municipality; others who change its rules wait."""
    access.caseworkers_only(cause.caller)
    home = access.municipality(db, cause.caller)
    return db.get_one(Municipality, home.id, with_for_update=FOR_CHANGE)


def _put(db: Db, home: Municipality, row: ReminderRule, rule: Rule, *, cause: Cause) -> None:
    """Write what a rule says into its row."""
    if rule.course_id is not None:
        access.course(db, cause.caller, rule.course_id)
    known = row.id is not None
    before = shown(row) if known else None
    timing.check(Rule(**{**vars(rule), "id": row.id or 0}), _others(db, home))
    row.kind, row.course_id, row.anchor = rule.kind, rule.course_id, rule.anchor
    row.days_before, row.at = rule.days_before, rule.clock
    row.minutes_before, row.weekday = rule.minutes_before, rule.weekday
    db.add(row)
    db.flush()
    if not known or before != shown(row):
        _record(db, home, cause, before=before, after=shown(row))


def _others(db: Db, home: Municipality) -> list[Rule]:
    return [reminding.rule_of(one) for one in reminders.active(db, home.id or 0)]


def _record(
    db: Db,
    home: Municipality,
    cause: Cause,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> None:
    changes.record(
        db,
        cause,
        ChangeKind.SETTINGS_EDITED,
        municipality_id=home.id,
        before=before,
        after=after,
    )


def _plan_anew(database: Database, municipality_id: int, now: datetime) -> None:
    """Plan the next sessions of the municipality's people anew."""
    with database.reading() as db:
        span = (now, now + planning.HORIZON)
        found = attendance.numbers_in(db, municipality_id, span, limit=AT_ONCE)
    planning.plan_each(database, found, now)
