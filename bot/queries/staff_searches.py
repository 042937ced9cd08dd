"""What a search tells in a chat of the staff: whom it finds, and what saved ones are called."""

import json
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.queries.search import finding
from bot.rules.refusals import Refused
from bot.rules.search.typed import behind_command
from bot.rules.time import local
from bot.texts.notices import Notice
from bot.texts.staff import StaffVoice
from bot.texts.staff.searches import Match, Matches, Names, SearchFound, SearchNews
from bot.texts.staff.searching import Telling
from storage import inbox
from storage.municipalities import Municipality
from storage.searches import Search
from storage.staff import Staff
from storage.vocabulary import Language

MOST = 10


def found(db: Db, notice: Notice, to: Staff, now: datetime) -> Matches | None:
    """Return whom a query finds; None when it is gone, or is not understood any more."""
    asked, caller = _asked(db, notice, to), access.staff(to)
    try:
        if caller.counts_only:
            return Matches(asked, (), finding.number(db, caller, asked, now=now), counts_only=True)
        answer = finding.find_in(db, caller, asked, now=now, limit=MOST)
    except Refused:
        return None
    telling = Telling(StaffVoice(Language(to.language)), answer.house, local(now).date())
    rows = tuple(Match(row.name, row.reference, telling.why(row.why)) for row in answer.rows)
    return Matches(asked, rows, answer.total)


def names(db: Db, notice: Notice, to: Staff, _now: datetime) -> Names:
    """Return what the reader's searches are called by their numbers, as far as they are there."""
    numbers = [number for number, _ in notice.params()["entered"]]
    kept = select(Search.id, Search.name).where(
        col(Search.id).in_(numbers), Search.author_id == to.id, col(Search.removed_at).is_(None)
    )
    return Names({number or 0: name for number, name in db.exec(kept)})


def _asked(db: Db, notice: Notice, to: Staff) -> str:
    """Return what was asked, as it stands in the inbox."""
    number = notice.params()["update_id"]
    bot = db.get_one(Municipality, to.municipality_id).bot
    raw = inbox.raws(db, bot, [number]).get(number, b"{}")
    return behind_command(json.loads(raw).get("message", {}).get("text", ""))


LOADERS: dict[str, Callable[[Db, Notice, Staff, datetime], object]] = {
    SearchFound.kind: found,
    SearchNews.kind: names,
}
"""By the kind of the notice."""
