"""Look who enters a saved search and who leaves it, and tell its author how many are new.

How many it finds is counted once a day. With alerts it is looked at once an hour, but not in
the quiet hours: what has happened in the night is told in the morning, in one message.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlmodel import Session as Db

from bot.actions import searches
from bot.actions.calendar import quiet_hours
from bot.actions.notices import Timing, row_to_staff
from bot.rules.refusals import Refused
from bot.rules.time import local
from bot.texts.staff.searches import SearchNews
from storage import chats, hits, outbox, searches as stored
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.searches import Search
from storage.staff import Staff
from storage.vocabulary import Priority

OF_USE = timedelta(days=2)


def look(database: Database, now: datetime) -> None:
    """Count what every saved search finds today, and look at those with alerts."""
    today, hour = local(now).date(), now.replace(minute=0, second=0, microsecond=0)
    with database.reading() as db:
        uncounted = stored.uncounted(db, today)
        watched = stored.to_look_at(db, hour)
    for number in uncounted:
        with suppress(Refused):  # its author sees in the console that it is not understood any more
            _count(database, number, now)
    for author, numbers in watched.items():
        with database.transaction() as db:
            _look(db, db.get_one(Staff, author), numbers, now)


def _count(database: Database, number: int, now: datetime) -> None:
    """Write down how many a search finds; they are counted before anybody has to wait for it."""
    with database.reading() as db:
        found = stored.count(db, searches.whom(db, db.get_one(Search, number), now))
    with database.transaction() as db:
        search = _standing(db, number)
        if search is not None:
            stored.put_count(db, search, local(now).date(), found)


def _look(db: Db, author: Staff, numbers: Sequence[int], now: datetime) -> None:
    """Look at somebody's searches together, so that one message tells of them all."""
    home = db.get_one(Municipality, author.municipality_id)
    if quiet_hours(home).covers(now):
        return
    looked = [(number, _enter(db, number, now)) for number in numbers]
    entered = tuple((number, count) for number, count in looked if count)
    if not entered or chats.staff_link_of(db, author.id or 0) is None:
        return
    timing = Timing(now, now + OF_USE, Priority.CHANGE)
    key = f"searches:{author.id}:{now:%Y-%m-%dT%H}"
    outbox.put(
        db, [row_to_staff(author, home, SearchNews(entered), key=key, timing=timing, now=now)]
    )


def _enter(db: Db, number: int, now: datetime) -> int:
    """Bring who is in a search up to date; return how many have entered."""
    search = _standing(db, number)
    if search is None or not search.alerts:
        return 0
    try:
        found = searches.whom(db, search, now)
    except Refused:
        return 0
    hits.leave(db, search, found, at=now)
    entered = hits.enter(db, search, found, at=now)
    search.looked_at = now
    return entered


def _standing(db: Db, number: int) -> Search | None:
    """Return a search, and keep it from its author meanwhile, unless they have removed it."""
    search = db.get(Search, number, with_for_update=FOR_CHANGE)
    return search if search and search.removed_at is None else None
