"""What a withdrawal or a correction of a broadcast would do, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.actions.broadcasts import audience as people
from bot.queries import writings
from bot.queries.broadcasts import entries
from bot.queries.broadcasts.entries import Entry
from bot.queries.writings import Written
from bot.rules.audiences import of_each
from bot.rules.broadcasts import CONFIRMED
from bot.texts.broadcasts import REMOVABLE
from storage import audiences, broadcasts
from storage.broadcasts import Broadcast
from storage.database import Database
from storage.municipalities import Municipality
from storage.staff import Staff
from storage.vocabulary import BroadcastState, GroupKind, Language


@dataclass(frozen=True)
class Mendable:
    """A broadcast that may be mended.

    `readers` are those who have it, or what says the same, by language; `languages` are those of
    them and of those who are still to get it. It `is_removable` as long as Telegram surely lets
    its messages be taken away. It `has_others` when something else was sent that says the same: a
    correction, what was sent again, or what this one comes from. `awaiting` are the corrections
    that wait for an approval, `confirmed` all of these that wait for that or for their time.
    """

    entry: Entry
    written: Written
    readers: dict[Language, int]
    languages: dict[Language, int]
    is_removable: bool
    has_others: bool
    awaiting: Sequence[Entry]
    confirmed: Sequence[Entry]
    approve_above: int | None

    @property
    def row(self) -> Broadcast:
        """The broadcast itself."""
        return self.entry.row

    @property
    def is_sent(self) -> bool:
        """Whether there is something to mend."""
        return self.row.started_at is not None

    @property
    def answers(self) -> int:
        """How many answers of their own the sender offers."""
        return len(self.written.sides[Language.DANISH].choices)

    @property
    def reached(self) -> int:
        """How many people have it."""
        return sum(self.readers.values())

    @property
    def concerned(self) -> int:
        """How many people have it or are still to get it."""
        return sum(self.languages.values())

    @property
    def to_go(self) -> int:
        """How many people are still to get it."""
        return self.concerned - self.reached

    @property
    def needs_approval(self) -> bool:
        """Whether a colleague has to approve a correction."""
        return self.approve_above is not None and self.concerned > self.approve_above


def mendable(database: Database, caller: Caller, broadcast_id: int, *, now: datetime) -> Mendable:
    """Return a broadcast of the caller's municipality as it may be mended; raises NotThere."""
    with database.reading() as db:
        row = access.broadcast(db, caller, broadcast_id)
        [entry] = entries.entries(db, [row])
        others = broadcasts.others(db, row)
        readers, languages = (
            _by_language(db, kind, [row, *others], now)
            for kind in (GroupKind.REACHED, GroupKind.CONCERNED)
        )
        return Mendable(
            entry=entry,
            written=writings.load(db, [row.writing_id])[row.writing_id],
            readers=readers,
            languages=languages,
            is_removable=row.started_at is not None and now - row.started_at < REMOVABLE,
            has_others=bool(others),
            awaiting=entries.entries(db, broadcasts.corrections(db, row, BroadcastState.AWAITING)),
            confirmed=entries.entries(db, broadcasts.to_come(db, row, *CONFIRMED)),
            approve_above=db.get_one(Municipality, row.municipality_id).approve_above,
        )


def _by_language(
    db: Db, kind: GroupKind, rows: list[Broadcast], now: datetime
) -> dict[Language, int]:
    """Return how many people read which language of whom this holds for one of these rows."""
    wanted = of_each(kind, [one.id or 0 for one in rows])
    author = db.get_one(Staff, rows[0].author_id)
    return audiences.by_language(db, people.wanted(db, author, wanted, now))
