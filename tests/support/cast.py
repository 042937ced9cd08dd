"""What the cast of the town does: Mette moves a session, a worker takes up what is due."""

import itertools
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import col, select

from bot.actions import access, outbox as outgoing, schedule
from bot.actions.access import OPERATOR, Caller
from bot.actions.changes import Cause
from bot.actions.outbox import Attempt
from bot.actions.schedule import Plan
from bot.delivery import compose
from bot.rules.time import read
from storage.database import Database
from storage.outbox import Outbox
from storage.staff import Staff
from storage.vocabulary import NoticeState, Priority, SessionKind
from tests.support import moving, town
from tests.support.town import BOT, Town

TOKEN = "the lease of a test"
NOON = read("2026-11-23 12:00")
"""A Monday."""
TUESDAY = read("2026-11-24 09:30")
TWO_HOURS = timedelta(hours=2)
CROWD = (Priority.CHANGE, Priority.REMINDER, Priority.BROADCAST)
EVERYTHING = tuple(Priority)


def plan(starts_at: datetime = TUESDAY, *, place: str = "Jobcenter Randers") -> Plan:
    """Return a workshop of two hours."""
    return Plan(
        kind=SessionKind.WORKSHOP,
        title_da="CV-workshop",
        title_ti="ወርክሾፕ ሲቪ",
        starts_at=starts_at,
        ends_at=starts_at + TWO_HOURS,
        place=place,
    )


class Stage:
    """A town and the few things that tests keep doing in it."""

    def __init__(self, database: Database, place: Town) -> None:
        self.database = database
        self.town = place
        self._causes = itertools.count()

    def cause(self, who: str = "", *, now: datetime = NOON, key: str = "") -> Cause:
        """Return a cause of somebody's of the staff (nobody's: the operator's), a new one each."""
        return Cause(self.staff(who), key or f"form:{next(self._causes)}", now)

    def staff(self, who: str) -> Caller:
        """Return Mette, Karin or Jonas as a caller."""
        if not who:
            return OPERATOR
        with self.database.reading() as db:
            return access.staff(db.get_one(Staff, self.town.staff[who]))

    def session(
        self,
        key: str = "cv",
        what: Plan | None = None,
        *,
        course: str = "Bus",
        now: datetime = NOON,
    ) -> int:
        """Add a session to Bus, where Jens is linked and Samir is not."""
        return schedule.add(
            self.database,
            self.town.courses[course],
            key,
            what or plan(),
            cause=self.cause("Mette", now=now),
        )

    def move(self, session_id: int, starts_at: datetime, *, now: datetime = NOON) -> None:
        """Let Mette move a session."""
        ends_at = starts_at + TWO_HOURS
        cause = self.cause("Mette", now=now)
        moving.move(self.database, session_id, starts_at, ends_at, cause=cause)

    def rows(self, who: str = "", *, kinds: Iterable[str] = ()) -> list[Outbox]:
        """Return the outbox, or one person's part of it, in the order of owing."""
        with self.database.reading() as db:
            found = db.exec(select(Outbox).order_by(col(Outbox.id))).all()
        person = self.town.people[who] if who else None
        return [
            row
            for row in found
            if person in {None, row.participant_id} and (not kinds or row.kind in kinds)
        ]

    def owed(self, who: str = "", *, kinds: Iterable[str] = ()) -> list[Outbox]:
        """Return what is still to be sent."""
        open_states = (NoticeState.PLANNED, NoticeState.READY, NoticeState.LEASED)
        return [row for row in self.rows(who, kinds=kinds) if row.state in open_states]

    def claim(
        self, *, now: datetime, limit: int = 100, token: str = TOKEN, bot: str = BOT
    ) -> list[Outbox]:
        """Lease what is due."""
        return outgoing.claim(self.database, bot, {EVERYTHING: limit}, token=token, now=now)

    def begin(self, row: Outbox, *, now: datetime, token: str = TOKEN) -> Attempt | None:
        """Write "sending" for a leased notice."""
        return outgoing.begin(
            self.database, row.id or 0, token=token, now=now, compose=compose.message
        )


def stage(database: Database) -> Stage:
    """Found the town in an empty database."""
    return Stage(database, town.found(database))
