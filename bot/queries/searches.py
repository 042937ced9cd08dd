"""Saved searches: one's own and those that colleagues share, how many they found, who entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.refs import PersonRef
from bot.queries.search import finding
from bot.rules.refusals import NotThere, Refused
from storage import searches
from storage.database import Database
from storage.people import Participant
from storage.searches import Search, SearchHit
from storage.staff import Staff

A_WEEK = timedelta(days=7)
LATELY = timedelta(days=28)
MOST_ENTERED = 50


@dataclass(frozen=True)
class Saved:
    """A saved search; `broken` is why its words are not understood any more, if they are not.

    `counts` are how many it found on which days, the earliest first.
    """

    id: int
    name: str
    asks: str
    author: str
    is_own: bool
    is_shared: bool
    alerts: bool
    counts: Sequence[tuple[date, int]]
    broken: Refused | None

    @property
    def a_week_before(self) -> int | None:
        """How many it found a week before the last count, as far as is known."""
        if not self.counts:
            return None
        last = self.counts[-1][0]
        return next((found for on, found in self.counts if on == last - A_WEEK), None)


@dataclass(frozen=True)
class Entered:
    """Somebody who has entered a search with alerts, and is in it still or not."""

    person: PersonRef
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Watched:
    """A saved search, and who has entered it lately, the latest first."""

    saved: Saved
    entered: Sequence[Entered]


def listing(database: Database, caller: Caller, *, now: datetime) -> list[Saved]:
    """Return what the caller has saved, then what colleagues share; raises NotThere."""
    with database.reading() as db:
        home = access.municipality(db, caller).id or 0
        found = searches.of_member(db, caller.staff_id or 0, home)
        counts = searches.counts_of(db, [row.id or 0 for row, _ in found])
        return [
            _saved(db, caller, row, author, counts.get(row.id or 0, []), now)
            for row, author in found
        ]


def watched(database: Database, caller: Caller, search_id: int, *, now: datetime) -> Watched:
    """Return a saved search with who has entered it; raises NotThere."""
    with database.reading() as db:
        row = access.search(db, caller, search_id)
        number = row.id or 0
        author = db.get_one(Staff, row.author_id)
        counts = searches.counts_of(db, [number])[number]
        return Watched(_saved(db, caller, row, author, counts, now), _entered(db, number, now))


def asked(database: Database, caller: Caller, search_id: int) -> tuple[Search, Caller]:
    """Return a saved search and in whose name it is asked, which is its author's.

    Raises NotThere.
    """
    with database.reading() as db:
        row = access.search(db, caller, search_id)
        return row, access.staff(db.get_one(Staff, row.author_id))


def own(database: Database, caller: Caller, search_id: int) -> Search:
    """Return a search that the caller has saved; raises NotThere."""
    with database.reading() as db:
        row = access.search(db, caller, search_id)
        if row.author_id != caller.staff_id:
            raise NotThere
        return row


def _saved(
    db: Db,
    caller: Caller,
    row: Search,
    author: Staff,
    counts: Sequence[searches.SearchCount],
    now: datetime,
) -> Saved:
    return Saved(
        id=row.id or 0,
        name=row.name,
        asks=row.asks,
        author=author.name,
        is_own=row.author_id == caller.staff_id,
        is_shared=row.is_shared,
        alerts=row.alerts,
        counts=[(one.on, one.found) for one in counts],
        broken=_why_broken(db, row, author, now),
    )


def _why_broken(db: Db, row: Search, author: Staff, now: datetime) -> Refused | None:
    try:
        finding.condition(db, access.staff(author), row.asks, now=now)
    except Refused as why:
        return why
    return None


def _entered(db: Db, search_id: int, now: datetime) -> list[Entered]:
    rows = db.exec(
        select(SearchHit, Participant)
        .join(Participant, col(Participant.id) == SearchHit.participant_id)
        .where(
            SearchHit.search_id == search_id,
            col(SearchHit.is_first).is_(False),
            col(SearchHit.since) > now - LATELY,
            col(Participant.erased_at).is_(None),
        )
        .order_by(col(SearchHit.since).desc(), Participant.name)
        .limit(MOST_ENTERED)
    )
    return [Entered(refs.person(person), hit.since, hit.until) for hit, person in rows]
