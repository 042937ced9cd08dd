"""Save a query under a name: for oneself or for colleagues, with news of who enters it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session as Db

from bot.actions import access, changes, wording
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.queries.search import finding
from bot.rules import cpr
from bot.rules.lint import CprNotAllowed
from bot.rules.refusals import Refused
from bot.rules.time import local
from storage import hits, searches
from storage.database import FOR_CHANGE, Database
from storage.searches import Search
from storage.staff import Staff
from storage.vocabulary import ChangeKind

LONGEST_NAME = 80
MOST = 50


class NoName(Refused):
    """Give the search a name by which you find it again."""


class NameTaken(Refused):
    """You have saved a search called “{name}” already. Choose another name, or change that one."""


class TooManySearches(Refused):
    """You have saved {limit} searches. Remove one before you save another."""


@dataclass(frozen=True)
class Plan:
    """A search as somebody saves it: its name, what it asks, who sees it, and who is told."""

    name: str
    asks: str
    is_shared: bool = False
    alerts: bool = False


def save(database: Database, plan: Plan, *, cause: Cause) -> int:
    """Save a query, count at once whom it finds, and note who is there already; return its number.

    Raises NotThere, NoName, NameTaken, TooManySearches, CprNotAllowed, WordNotAllowed, and a
    `BadQuery` that tells where it is not understood.
    """
    with database.transaction() as db:
        home = access.municipality(db, cause.caller).id or 0
        made = changes.made(db, cause, "search")
        if made is not None:
            return made
        author = db.get_one(Staff, cause.caller.staff_id, with_for_update=FOR_CHANGE).id or 0
        row = Search(municipality_id=home, author_id=author, name="", asks="", created_at=cause.now)
        _check(db, row, plan, cause)
        _write(db, row, plan, cause)
        return row.id or 0


def change(database: Database, search_id: int, plan: Plan, *, cause: Cause) -> None:
    """Change a search of one's own; raises as `save` does.

    Who is found by other words, or watched anew, is there as at a first look.
    """
    with database.transaction() as db:
        row = access.own_search(db, cause.caller, search_id)
        if changes.is_done(db, cause):
            return
        _check(db, row, plan, cause)
        if row.asks != plan.asks or not plan.alerts:
            hits.forget(db, row, at=cause.now)
        _write(db, row, plan, cause)


def remove(database: Database, search_id: int, *, cause: Cause) -> None:
    """Remove a search of one's own, for colleagues too; its counts go with it. Raises NotThere."""
    with database.transaction() as db:
        row = access.own_search(db, cause.caller, search_id)
        hits.forget(db, row, at=cause.now)
        row.removed_at = cause.now
        changes.record(
            db,
            cause,
            ChangeKind.SEARCH_REMOVED,
            municipality_id=row.municipality_id,
            after={"search": row.id},
        )


def check(db: Db, caller: Caller, asks: str, *, now: datetime) -> None:
    """Raise a `BadQuery` when a query is not understood, or asks for more than the caller may."""
    finding.number(db, caller, asks, now=now)


def whom(db: Db, search: Search, now: datetime) -> ColumnElement[bool]:
    """Return who a saved search finds now, in its author's name, as a condition on `Participant`.

    Raises a `BadQuery` when it is not understood any more.
    """
    author = access.staff(db.get_one(Staff, search.author_id))
    return finding.condition(db, author, search.asks, now=now)


def _check(db: Db, row: Search, plan: Plan, cause: Cause) -> None:
    if not plan.name.strip():
        raise NoName(field="name")
    others = [one for one in searches.own(db, row.author_id) if one.id != row.id]
    if plan.name.casefold() in {one.name.casefold() for one in others}:
        raise NameTaken(name=plan.name, field="name")
    if len(others) >= MOST:
        raise TooManySearches(limit=MOST)
    said = {"name": plan.name}  # it is sent to its author over Telegram
    wording.check(db, row.municipality_id, said, before=wording.of(row, tuple(said)))
    if cpr.is_in(plan.asks):
        raise CprNotAllowed(field="asks")
    finding.condition(db, cause.caller, plan.asks, now=cause.now)


def _write(db: Db, row: Search, plan: Plan, cause: Cause) -> None:
    is_new = row.id is None or row.asks != plan.asks
    row.name, row.asks = plan.name, plan.asks
    row.is_shared, row.alerts = plan.is_shared, plan.alerts
    db.add(row)
    db.flush()
    found = whom(db, row, cause.now)
    if is_new:
        searches.put_count(db, row, local(cause.now).date(), searches.count(db, found))
    if row.alerts and row.looked_at is None:  # whoever enters from now on is news
        hits.enter(db, row, found, at=cause.now)
        row.looked_at = cause.now
    changes.record(
        db,
        cause,
        ChangeKind.SEARCH_SAVED,
        municipality_id=row.municipality_id,
        after={"search": row.id, "is_shared": row.is_shared, "alerts": row.alerts},
    )
