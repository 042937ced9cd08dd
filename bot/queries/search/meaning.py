"""What may be meant by plain words that find nobody, or are not understood."""

from datetime import datetime

from sqlmodel import Session as Db

from bot.actions.access import Caller
from bot.queries.search import finding, houses
from bot.rules.search.meant import meant
from bot.rules.search.refused import BadQuery
from storage.database import Database


def of(database: Database, caller: Caller, text: str, *, language: str, now: datetime) -> str:
    """Return a query that may be meant, in the words of a language; empty when there is none."""
    with database.reading() as db:
        return within(db, caller, text, language=language, now=now)


def within(db: Db, caller: Caller, text: str, *, language: str, now: datetime) -> str:
    """Return the same while the database is being read.

    What has words in it that may be names is offered only when it finds somebody.
    """
    found = meant(text, houses.whole(db, caller), language)
    if found is None:
        return ""
    try:
        number = finding.number(db, caller, found.text, now=now)
    except BadQuery:
        return ""
    return found.text if found.is_certain or number else ""
