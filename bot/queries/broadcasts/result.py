"""One broadcast as the console shows it once it is written: what was sent and what came of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db, col, or_, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs, writings
from bot.queries.broadcasts import entries, people, progress
from bot.queries.broadcasts.entries import Entry
from bot.queries.broadcasts.people import Condition, Part, People
from bot.queries.broadcasts.progress import Sample
from bot.queries.refs import SessionRef
from bot.queries.writings import Written
from bot.texts.broadcasts import choices_of
from storage import broadcasts
from storage.broadcasts import Broadcast
from storage.database import Database
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import BroadcastState, Language

SILENT = "silent"
"""How an address asks for those who have it and have not answered."""
ANSWER = re.compile(r"answer([0-9])")
MOST_RELATIVES = 20


@dataclass(frozen=True)
class Choice:
    """An answer that is offered, by its place from 0, and how many gave it.

    `own` are its Danish words, where they are the sender's.
    """

    place: int
    own: str
    number: int


@dataclass(frozen=True)
class Result:
    """All that is shown of a broadcast; `relatives` are what it belongs with, the newest first.

    That is what came from it, and what is corrected and withdrawn together with it. `silent` have
    it and have not answered. `waiting` are those who wait for a translation, `awaiting` the
    corrections that wait for an approval.
    """

    entry: Entry
    written: Written
    approver: str
    session: SessionRef | None
    parent: Entry | None
    relatives: Sequence[Entry]
    sample: Sample
    choices: Sequence[Choice]
    silent: int
    waiting: dict[Language, int]
    awaiting: Sequence[Entry]
    people: People

    @property
    def row(self) -> Broadcast:
        """The broadcast itself."""
        return self.entry.row


def result(
    database: Database,
    caller: Caller,
    broadcast_id: int,
    *,
    now: datetime,
    show: str = "",
    page: int = 1,
) -> Result:
    """Return a broadcast with a page of the people whom `show` names; raises NotThere."""
    with database.reading() as db:
        row = access.broadcast(db, caller, broadcast_id)
        [entry] = entries.entries(db, [row])
        written = writings.load(db, [row.writing_id])[row.writing_id]
        approver = db.get(Staff, row.approved_by) if row.approved_by else None
        session = db.get(Session, row.session_id) if row.session_id else None
        return Result(
            entry=entry,
            written=written,
            approver=approver.name if approver else "",
            session=refs.session(session) if session else None,
            parent=_parent(db, row),
            relatives=_relatives(db, row),
            sample=progress.of(db, row, now=now),
            choices=_choices(entry, written),
            silent=entry.answers.get(None, 0),
            waiting=people.by_language(db, broadcast_id, people.of_part(Part.WAITING)),
            awaiting=entries.entries(db, broadcasts.corrections(db, row, BroadcastState.AWAITING)),
            people=people.found(db, broadcast_id, *_shown(show), page=page),
        )


def _shown(show: str) -> tuple[Condition, ...]:
    """Return the conditions for those whom an address asks for; none for everybody."""
    answer = ANSWER.fullmatch(show)
    if answer:
        return (people.answered(int(answer[1])),)
    if show == SILENT:
        return (people.answered(None),)
    return (people.of_part(Part(show)),) if show in set(Part) else ()


def _choices(entry: Entry, written: Written) -> list[Choice]:
    own = written.sides[Language.DANISH].choices
    return [
        Choice(place, own[place] if place < len(own) else "", entry.answers.get(place, 0))
        for place in range(choices_of(entry.row.reply, own))
    ]


def _parent(db: Db, row: Broadcast) -> Entry | None:
    parent = db.get(Broadcast, row.parent_id) if row.parent_id else None
    return entries.entries(db, [parent])[0] if parent else None


def _relatives(db: Db, row: Broadcast) -> list[Entry]:
    same = [one.id for one in broadcasts.corrected(db, row.id or 0)]
    theirs = or_(col(Broadcast.parent_id) == row.id, col(Broadcast.id).in_(same))
    found = select(Broadcast).where(theirs, Broadcast.id != row.id)
    newest = found.order_by(col(Broadcast.id).desc()).limit(MOST_RELATIVES)
    return entries.entries(db, db.exec(newest).all())
