"""Mette's desk in Randers, from which broadcasts go out."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from bot.actions import access
from bot.actions.broadcasts import confirming, drafting, running
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.actions.changes import Cause
from bot.rules.audiences import Audience, Group
from bot.rules.writings import Contents, Draft
from storage.broadcasts import Broadcast, Recipient
from storage.database import Database
from storage.outbox import Outbox
from storage.staff import Staff
from storage.vocabulary import (
    GroupKind,
    Language,
)
from tests.support import founding
from tests.support.founding import NOW, Town

EVERYBODY = Audience((Group(GroupKind.MUNICIPALITY),))
DANISH = Contents({Language.DANISH: Draft("Husk mødet kl. 10")})
REVIEWED = Contents(
    {
        Language.DANISH: Draft("Husk mødet kl. 10"),
        Language.ARABIC: Draft("تذكير بالاجتماع 10:00", reviewed=True),
        Language.TIGRINYA: Draft("ኣኼባ ሰዓት 10:00", reviewed=True),
    }
)


class Office:
    """Mette's desk, and what it has come to."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.town: Town = founding.found(database)
        self.now = NOW
        self.presses = 0

    def cause(self, who: str = "Mette") -> Cause:
        self.presses += 1
        with self.database.reading() as db:
            member = db.get_one(Staff, self.town.staff[who])
        return Cause(access.staff(member), f"press:{self.presses}", self.now)

    def draft(self, contents: Contents = REVIEWED, **plan: object) -> int:
        chosen = replace(Plan(EVERYBODY), **plan)  # type: ignore[arg-type]
        return drafting.draft(self.database, chosen, contents, cause=self.cause())

    def send(self, contents: Contents = REVIEWED, *, count: int = 5, **plan: object) -> int:
        number = self.draft(contents, **plan)
        confirming.confirm(self.database, number, Seen(count), cause=self.cause())
        return number

    def tick(self, *, after: timedelta) -> None:
        self.now += after
        running.tick(self.database, self.now)

    def broadcast(self, number: int) -> Broadcast:
        with self.database.reading() as db:
            return db.get_one(Broadcast, number)

    def states(self, number: int) -> Counter[str]:
        with self.database.reading() as db:
            rows = db.exec(select(Outbox.state).where(Outbox.broadcast_id == number))
            return Counter(str(state) for state in rows)

    def people(self, number: int) -> set[str]:
        """Return who the broadcast goes to, by the names of the town."""
        names = {number: name for name, number in self.town.people.items()}
        with self.database.reading() as db:
            found = db.exec(
                select(Recipient.participant_id).where(Recipient.broadcast_id == number)
            )
            return {names[one] for one in found}
