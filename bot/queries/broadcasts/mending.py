"""What a withdrawal or a correction of a broadcast would do, before it is done."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import writings
from bot.queries.broadcasts import entries, people
from bot.queries.broadcasts.entries import Entry
from bot.queries.writings import Written
from bot.rules.broadcasts import TO_COME
from bot.texts.broadcasts import REMOVABLE
from storage import broadcasts
from storage.broadcasts import Broadcast
from storage.database import Database
from storage.vocabulary import Language


@dataclass(frozen=True)
class Mendable:
    """A broadcast that may be mended.

    `readers` are those who have it, by language; `to_go` are still to get it. `languages` are
    those of both, none as long as nobody is owed anything. It `is_removable`
    as long as Telegram surely lets its messages be taken away. It `is_corrected` when there is a
    correction that says the same, be it this one.
    """

    entry: Entry
    written: Written
    readers: dict[Language, int]
    to_go: int
    languages: dict[Language, int]
    is_removable: bool
    is_corrected: bool

    @property
    def row(self) -> Broadcast:
        """The broadcast itself."""
        return self.entry.row

    @property
    def is_sent(self) -> bool:
        """Whether there is something to mend."""
        return self.row.state not in TO_COME

    @property
    def answers(self) -> int:
        """How many answers of their own the sender offers."""
        return len(self.written.sides[Language.DANISH].choices)

    @property
    def reached(self) -> int:
        """How many people have it."""
        return sum(self.readers.values())


def mendable(database: Database, caller: Caller, broadcast_id: int, *, now: datetime) -> Mendable:
    """Return a broadcast of the caller's municipality as it may be mended; raises NotThere."""
    with database.reading() as db:
        row = access.broadcast(db, caller, broadcast_id)
        [entry] = entries.entries(db, [row])
        return Mendable(
            entry=entry,
            written=writings.load(db, [row.writing_id])[row.writing_id],
            readers=people.by_language(db, broadcast_id, people.reached()),
            languages=people.by_language(db, broadcast_id, people.concerned()),
            to_go=entry.figures.to_go + entry.figures.waiting,
            is_removable=row.started_at is not None and now - row.started_at < REMOVABLE,
            is_corrected=len(broadcasts.corrected(db, broadcast_id)) > 1,
        )
