"""What a search tells in a chat of the staff: whom it finds, and what saved ones are called."""

import json
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.queries.search import finding, meaning, parsing
from bot.rules.refusals import Refused
from bot.rules.search import typed
from bot.rules.time import local
from bot.texts.notices import Notice
from bot.texts.staff import StaffVoice
from bot.texts.staff.searches import (
    A_PAGE,
    Match,
    Matches,
    Mistake,
    Names,
    SearchFound,
    SearchNews,
    SearchRefused,
)
from bot.texts.staff.searching import Telling
from storage import inbox
from storage.municipalities import Municipality
from storage.searches import Search
from storage.staff import Staff
from storage.vocabulary import Language


def found(db: Db, notice: Notice, to: Staff, now: datetime) -> Matches | None:
    """Return a page of whom a query finds; None when it is gone, or not understood any more."""
    asked, caller = _asked(db, notice, to), access.staff(to)
    if not asked:
        return None
    try:
        if caller.counts_only:
            return Matches(asked, (), finding.number(db, caller, asked, now=now), counts_only=True)
        start = notice.params()["page"] * A_PAGE
        answer = finding.find_in(db, caller, asked, now=now, limit=A_PAGE, offset=start)
        if start and not answer.rows:  # there are fewer than there were
            start, answer = 0, finding.find_in(db, caller, asked, now=now, limit=A_PAGE)
    except Refused:
        return None
    telling = Telling(StaffVoice(Language(to.language)), answer.house, local(now).date())
    rows = tuple(Match(row.name, row.reference, telling.why(row.why)) for row in answer.rows)
    may_be = meaning.within(db, caller, asked, language=to.language, now=now)
    return Matches(asked, rows, answer.total, start=start, meant=may_be)


def names(db: Db, notice: Notice, to: Staff, _now: datetime) -> Names:
    """Return what the reader's searches are called by their numbers, as far as they are there."""
    numbers = [number for number, _ in notice.params()["entered"]]
    kept = select(Search.id, Search.name).where(
        col(Search.id).in_(numbers), Search.author_id == to.id, col(Search.removed_at).is_(None)
    )
    return Names({number or 0: name for number, name in db.exec(kept)})


def mistaken(db: Db, notice: Notice, to: Staff, now: datetime) -> Mistake:
    """Return a query that is not understood, with each letter in its place; empty when gone."""
    asked, caller = parsing.cleaned(_asked(db, notice, to)), access.staff(to)
    may_be = meaning.within(db, caller, asked, language=to.language, now=now)
    return Mistake(asked, may_be)


def _asked(db: Db, notice: Notice, to: Staff) -> str:
    """Return what was asked, as it stands in the inbox; empty when it is gone."""
    number = notice.params()["update_id"]
    bot = db.get_one(Municipality, to.municipality_id).bot
    raw = inbox.raws(db, bot, [number]).get(number, b"{}")
    return typed.asked(json.loads(raw).get("message", {}).get("text", ""))


LOADERS: dict[str, Callable[[Db, Notice, Staff, datetime], object]] = {
    SearchFound.kind: found,
    SearchRefused.kind: mistaken,
    SearchNews.kind: names,
}
"""By the kind of the notice."""
