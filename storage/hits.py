"""Whom a saved search finds from when until when, in statements for any number of people."""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    cast,
    exists,
    insert,
    inspect,
    literal,
    select as sql_select,
)
from sqlmodel import Session as Db, col, func, select, update

from storage.people import Participant
from storage.searches import Search, SearchHit
from storage.tasks import Task
from storage.vocabulary import TaskKind

_HITS, _TASKS = (inspect(table).columns for table in (SearchHit, Task))


def leave(db: Db, search: Search, found: ColumnElement[bool], *, at: datetime) -> None:
    """Note whom a search finds no more, and take that off the list of tasks."""
    # Person by person: PostgreSQL would compare each with all, when they are many.
    is_found = exists().where(col(Participant.id) == SearchHit.participant_id, found)
    _end(db, search, ~is_found, at=at)


def enter(db: Db, search: Search, found: ColumnElement[bool], *, at: datetime) -> None:
    """Note whom a search finds now and did not find before.

    Each of them is put on the list of tasks, but not those who are there at the first look.
    """
    # As a list: PostgreSQL, whose statistics lag behind, would look through it for each person.
    known = sql_select(col(SearchHit.participant_id)).where(_stands(search))
    is_first = search.looked_at is None
    chosen = sql_select(
        col(Participant.municipality_id),
        literal(search.id),
        col(Participant.id),
        literal(at, type_=_HITS["since"].type),
        literal(is_first),
    ).where(found, col(Participant.id).not_in(known))
    into = ("municipality_id", "search_id", "participant_id", "since", "is_first")
    db.connection().execute(insert(SearchHit).from_select(into, chosen, include_defaults=False))
    if not is_first:
        _open_tasks(db, and_(_stands(search), col(SearchHit.since) == at))


def news(db: Db, since: datetime) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return by their author how many have entered which searches since then, and are there."""
    rows = db.exec(
        select(Search.author_id, SearchHit.search_id, func.count())
        .join(Search, col(Search.id) == SearchHit.search_id)
        .where(
            col(SearchHit.since) >= since,
            col(SearchHit.until).is_(None),
            col(SearchHit.is_first).is_(False),
        )
        .group_by(col(Search.author_id), col(SearchHit.search_id))
        .order_by(col(Search.author_id), col(SearchHit.search_id))
    )
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for author, search, count in rows:
        found[author] = (*found.get(author, ()), (search, count))
    return found


def forget(db: Db, search: Search, *, at: datetime) -> None:
    """Watch a search no more; when it is watched again, everybody is there as at a first look."""
    search.looked_at = None
    _end(db, search, at=at)


def _stands(search: Search) -> ColumnElement[bool]:
    return and_(col(SearchHit.search_id) == search.id, col(SearchHit.until).is_(None))


def _end(db: Db, search: Search, *which: ColumnElement[bool], at: datetime) -> None:
    db.exec(update(SearchHit).where(_stands(search), *which).values(until=at))
    ended = select(SearchHit.id).where(
        SearchHit.search_id == search.id, col(SearchHit.until).is_not(None)
    )
    db.exec(
        update(Task)
        .where(
            col(Task.kind) == TaskKind.SEARCH,
            col(Task.closed_at).is_(None),
            col(Task.about_id).in_(ended),
        )
        .values(closed_at=at)
    )


def _open_tasks(db: Db, which: ColumnElement[bool]) -> None:
    number = col(SearchHit.id)
    entered = sql_select(
        col(SearchHit.municipality_id),
        col(SearchHit.participant_id),
        literal(TaskKind.SEARCH, type_=_TASKS["kind"].type),
        number,
        literal(f"{TaskKind.SEARCH}:") + cast(number, String),
        col(SearchHit.since),
    ).where(which)
    into = ("municipality_id", "participant_id", "kind", "about_id", "key", "opened_at")
    db.connection().execute(insert(Task).from_select(into, entered, include_defaults=False))
