"""Look who enters a saved search and who leaves it, and tell its author how many are new.

How many it finds is counted once a day. With alerts it is looked at once an hour, but not in
the quiet hours: what has happened in the night is told in the morning, in one message.
"""

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
    """Count what every saved search finds today, look at those with alerts, and tell of them."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    with database.reading() as db:
        uncounted = stored.uncounted(db, local(now).date())
        watched = stored.to_look_at(db, hour)
    for number in uncounted:
        with suppress(Refused):  # its author sees in the console that it is not understood any more
            _count(database, number, now)
    for number in watched:
        with database.transaction() as db, suppress(Refused):
            _look(db, number, now)
    _tell(database, hour, now)


def _count(database: Database, number: int, now: datetime) -> None:
    """Write down how many a search finds; they are counted before anybody has to wait for it."""
    with database.reading() as db:
        asked = db.get_one(Search, number)
        found = stored.count(db, searches.whom(db, asked, now))
    with database.transaction() as db:
        search = _standing(db, number)
        if search is not None and search.asks == asked.asks:
            stored.put_count(db, search, local(now).date(), found)


def _look(db: Db, number: int, now: datetime) -> None:
    """Bring who is in a search up to date."""
    search = _standing(db, number)
    if search is None or not search.alerts or _is_quiet(db, search.municipality_id, now):
        return
    found = searches.whom(db, search, now)
    hits.leave(db, search, found, at=now)
    hits.enter(db, search, found, at=now)
    search.looked_at = now


def _tell(database: Database, hour: datetime, now: datetime) -> None:
    """Owe everybody who has a chat one message about all that was new in this hour."""
    with database.reading() as db:
        news = {
            author: entered
            for author, entered in hits.news(db, hour).items()
            if not outbox.is_owed(db, _key(author, hour)) and chats.staff_link_of(db, author)
        }
    for number, entered in news.items():
        with database.transaction() as db:
            author = db.get_one(Staff, number)
            home = db.get_one(Municipality, author.municipality_id)
            timing = Timing(now, now + OF_USE, Priority.CHANGE)
            notice, key = SearchNews(entered), _key(number, hour)
            row = row_to_staff(author, home, notice, key=key, timing=timing, now=now)
            outbox.put(db, [row])


def _key(author_id: int, hour: datetime) -> str:
    return f"searches:{author_id}:{hour:%Y-%m-%dT%H}"


def _is_quiet(db: Db, municipality_id: int, now: datetime) -> bool:
    return quiet_hours(db.get_one(Municipality, municipality_id)).covers(now)


def _standing(db: Db, number: int) -> Search | None:
    """Return a search, and keep it from its author meanwhile, unless they have removed it."""
    search = db.get(Search, number, with_for_update=FOR_CHANGE)
    return search if search and search.removed_at is None else None
