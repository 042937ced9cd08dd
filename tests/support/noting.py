"""Write rows about somebody of the town down as they are, without an action."""

from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session as Db, SQLModel

from storage.people import Participant
from tests.support.founding import Town

Row = TypeVar("Row", bound=SQLModel)


@dataclass
class Noting:
    db: Db
    town: Town

    def person(self, name: str) -> Participant:
        return self.db.get_one(Participant, self.town.people[name])

    def of(self, name: str, row: type[Row], /, **values: object) -> Row:
        """Add a row about somebody, and return it."""
        person = self.person(name)
        added = row(municipality_id=person.municipality_id, participant_id=person.id, **values)
        self.db.add(added)
        self.db.flush()
        return added
