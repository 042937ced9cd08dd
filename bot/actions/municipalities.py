"""Municipalities come into being by being named, and choose how they write."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import access, changes, templates
from bot.actions.changes import Cause
from bot.actions.readiness import categories
from bot.rules.outcomes import MOST_HOURS
from bot.rules.refusals import Refused
from storage import municipalities, reminders
from storage.database import Database
from storage.municipalities import Municipality
from storage.vocabulary import ChangeKind


class NotAWeek(Refused):
    """Write the hours a week as a whole number from 0 to {most}."""


def named(db: Db, name: str, *, bot: str, now: datetime) -> Municipality:
    """Return the municipality with this name; a new one gets what is shipped.

    `bot` is the number of the bot that speaks for it, or empty when that is not known yet.
    """
    known = municipalities.by_name(db, name)
    if known is not None:
        return known
    added = Municipality(name=name.strip(), bot=bot)
    db.add(added)
    db.flush()
    reminders.ship(db, added.id or 0)
    db.flush()
    templates.ship_in(db, added.id or 0, now=now)
    categories.ship_in(db, added.id or 0)
    return added


def set_messages(
    database: Database,
    words: Sequence[str],
    days: int,
    *,
    approve_above: int | None,
    cause: Cause,
) -> None:
    """Choose the municipality's own forbidden words, and within how many days it answers.

    A colleague approves what goes to more than `approve_above` people. Raises NotThere.
    """
    with database.transaction() as db:
        home = access.municipality(db, cause.caller)
        wanted = {
            "forbidden_words": list(words),
            "answer_within_days": days,
            "approve_above": approve_above,
        }
        if changes.is_done(db, cause) or all(getattr(home, k) == v for k, v in wanted.items()):
            return
        for name, value in wanted.items():
            setattr(home, name, value)
        changes.record(db, cause, ChangeKind.SETTINGS_EDITED, municipality_id=home.id, after=wanted)


def ask_hours(database: Database, hours: int, *, cause: Cause) -> None:
    """Ask for so many hours of activity a week of everybody, before reductions.

    Raises NotThere, NotAWeek.
    """
    with database.transaction() as db:
        home = access.municipality(db, cause.caller)
        if not 0 <= hours <= MOST_HOURS:
            raise NotAWeek(most=MOST_HOURS, field="weekly_hours")
        if changes.is_done(db, cause) or home.weekly_hours == hours:
            return
        before, home.weekly_hours = {"weekly_hours": home.weekly_hours}, hours
        changes.record(
            db,
            cause,
            ChangeKind.SETTINGS_EDITED,
            municipality_id=home.id,
            before=before,
            after={"weekly_hours": hours},
        )
