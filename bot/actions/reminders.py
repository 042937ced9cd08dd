"""Reminder rules: added, changed, switched off and on; what is planned follows them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes, planning, writings
from bot.actions.changes import Cause
from bot.rules import timing, variables
from bot.rules.reminders import Rule, read
from bot.rules.writings import Contents, text_field
from storage import attendance, reminders, writings as written
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.reminders import ReminderRule
from storage.vocabulary import ChangeKind, ReminderKind

NO_WORDS = Contents()

AT_ONCE = 100
"""So many of the next sessions are planned anew right after an edit; the tick plans the rest.

With 15 people each they take about a second. What a rule that is switched off has planned is not
sent from the commit on, whether it was planned anew or not.
"""


def add(database: Database, rule: Rule, contents: Contents = NO_WORDS, *, cause: Cause) -> None:
    """Let the caller's municipality remind by one rule more, in words of its own if there are any.

    Raises NotThere, the refusals of `timing.check`, NothingToFillIn, and what
    `writings.keep_in` raises.
    """
    with database.transaction() as db:
        home = _home(db, cause)
        if changes.is_done(db, cause):
            return
        row = ReminderRule(municipality_id=home.id or 0)
        _put(db, home, row, rule, contents, cause=cause)
    _plan_anew(database, home.id or 0, cause.now)


def change(
    database: Database, rule_id: int, rule: Rule, contents: Contents = NO_WORDS, *, cause: Cause
) -> None:
    """Change a rule and its words; what was planned by it moves. Raises what `add` raises."""
    with database.transaction() as db:
        home = _home(db, cause)
        row = access.reminder_rule(db, cause.caller, rule_id)
        if changes.is_done(db, cause):
            return
        _put(db, home, row, rule, contents, cause=cause)
    _plan_anew(database, home.id or 0, cause.now)


def switch(database: Database, rule_id: int, *, active: bool, cause: Cause) -> None:
    """Switch a rule off or on; raises NotThere and, when another one took its place, SameRule."""
    with database.transaction() as db:
        home = _home(db, cause)
        row = access.reminder_rule(db, cause.caller, rule_id)
        if changes.is_done(db, cause) or row.active == active:
            return
        before = shown(db, row)
        if active:
            timing.check(read(row), _others(db, home))
        row.active = active
        _record(db, home, cause, before=before, after=shown(db, row))
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


def shown(db: Db, row: ReminderRule) -> dict[str, Any]:
    """Return a rule and its words as they are written down."""
    found = row.model_dump(mode="json", exclude={"id", "municipality_id"}, exclude_none=True)
    words = written.translations_of(db, row.writing_id) if row.writing_id else {}
    return {"rule": row.id, **found, "words": {one: side.text for one, side in words.items()}}


def _home(db: Db, cause: Cause) -> Municipality:
    """Return the caller's municipality; others who change its rules wait."""
    access.caseworkers_only(cause.caller)
    home = access.municipality(db, cause.caller)
    db.refresh(home, with_for_update=FOR_CHANGE)
    return home


def _put(  # what a form says
    db: Db, home: Municipality, row: ReminderRule, rule: Rule, contents: Contents, *, cause: Cause
) -> None:
    """Write what a rule says, and in which words, into its row."""
    if rule.course_id is not None:
        access.course(db, cause.caller, rule.course_id)
    before = shown(db, row) if row.id is not None else None
    timing.check(replace(rule, id=row.id or 0), _others(db, home))
    row.kind, row.course_id, row.anchor = rule.kind, rule.course_id, rule.anchor
    row.days_before, row.at = rule.days_before, rule.clock
    row.minutes_before, row.weekday = rule.minutes_before, rule.weekday
    row.writing_id = _words(db, home, row, contents, cause=cause)
    db.add(row)
    db.flush()
    if before != shown(db, row):
        _record(db, home, cause, before=before, after=shown(db, row))


def _words(
    db: Db, home: Municipality, row: ReminderRule, contents: Contents, *, cause: Cause
) -> int | None:
    """Keep the words of a rule; return their writing, None when it is said in the shipped ones."""
    if not any(draft.text for draft in contents.texts.values()):
        return None
    if row.kind is ReminderKind.CHECK_IN:
        for language, draft in contents.texts.items():
            found = variables.needs_session(draft.text)
            if found:
                raise timing.NothingToFillIn(
                    variables=variables.shown(found), field=text_field(language)
                )
    kept = writings.keep_in(
        db, contents, municipality_id=home.id or 0, cause=cause, writing_id=row.writing_id
    )
    return kept.id


def _others(db: Db, home: Municipality) -> list[Rule]:
    return [read(one) for one in reminders.active(db, home.id or 0)]


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
