"""Answer questions twice: by the database, and by plain Python over what is known."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from sqlmodel import Session as Db, col, select

from bot.actions.access import OPERATOR
from bot.queries.search import facts, finding, houses, parsing
from bot.queries.search.sql import When
from bot.rules.search import catalogue, evaluate
from bot.rules.search.facts import PersonFacts
from bot.rules.search.house import House
from bot.rules.time import local
from storage.database import Database
from storage.people import Participant
from tests.support.founding import NOW

TODAY = local(NOW).date()
EVERYTHING = " ".join(name for field in catalogue.FIELDS for name in field.danish)


@dataclass(frozen=True)
class Answering:
    """One state of a database, and all that is known of its people."""

    db: Db
    house: House
    known: dict[int, PersonFacts]

    @classmethod
    @contextmanager
    def of(cls, database: Database) -> Iterator[Self]:
        with database.reading() as db:
            people = db.exec(select(Participant).order_by(col(Participant.id))).all()
            house = houses.of(db, OPERATOR, EVERYTHING)
            yield cls(db, house, facts.of(db, people, When(NOW, TODAY)))

    def in_sql(self, text: str) -> set[int | None]:
        wanted = finding.condition(self.db, OPERATOR, text, now=NOW)
        return set(self.db.exec(select(col(Participant.id)).where(wanted)))

    def in_python(self, text: str) -> set[int | None]:
        query = parsing.parse(text, house=self.house, today=TODAY)
        return {
            number
            for number, person in self.known.items()
            if evaluate.matches(query, person, TODAY)
        }

    def differ(self, text: str) -> bool:
        return self.in_sql(text) != self.in_python(text)
