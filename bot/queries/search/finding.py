"""Find who is asked for: one statement, within what the asker may see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, select as sql_select, true
from sqlmodel import Session as Db, col, func, select

from bot.actions.access import Caller
from bot.queries.search import facts, houses, parsing
from bot.queries.search.compiling import compiled
from bot.queries.search.sql import Condition, When, known
from bot.rules.refusals import NotThere
from bot.rules.reports.shielding import FEW
from bot.rules.search import evaluate
from bot.rules.search.evaluate import Reason
from bot.rules.search.house import House
from bot.rules.search.people import NAMING
from bot.rules.search.refused import AsksForOne, TooManyTerms
from bot.rules.search.rounding import rounded
from bot.rules.search.tree import Query, parts, terms
from bot.rules.time import local
from storage.database import Database
from storage.people import Participant
from storage.vocabulary import Language

MOST_COUNTED = 10
"""So many terms at most are counted for who sees numbers only."""
BATCH = 500
"""Of so many people at once is loaded why they were found."""


@dataclass(frozen=True)
class Row:
    """Somebody who was found, and by what."""

    id: int
    reference: str
    name: str
    language: Language
    municipality_id: int
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class Answer:
    """Who was found: a page of them, how many there are, and what the house calls things."""

    rows: tuple[Row, ...]
    total: int
    house: House


def find(
    database: Database,
    caller: Caller,
    text: str,
    *,
    now: datetime,
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """Return who a query finds, by name; raises NotThere, or a `BadQuery`."""
    with database.reading() as db:
        return find_in(db, caller, text, now=now, limit=limit, offset=offset)


def find_in(
    db: Db,
    caller: Caller,
    text: str,
    *,
    now: datetime,
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """Return the same while the database is being read."""
    query, house, when = _read(db, caller, text, now)
    wanted = _within(caller, compiled(query, when))
    # Who is looked at twice, for the page and for the total, is looked at for twice as long.
    page = select(Participant, func.count().over()).where(wanted).offset(offset or None)
    in_order = page.order_by(Participant.name, Participant.reference, col(Participant.id))
    found = db.exec(in_order.limit(limit)).all()
    rows = tuple(_rows(db, [person for person, _ in found], query, when))
    total = found[0][1] if found else _count(db, wanted) if offset else 0
    return Answer(rows, total, house)


def count(database: Database, caller: Caller, text: str, *, now: datetime) -> int:
    """Return how many people a query finds; raises NotThere, or a `BadQuery`."""
    with database.reading() as db:
        return _count(db, condition(db, caller, text, now=now))


def number(db: Db, caller: Caller, text: str, *, now: datetime) -> int | None:
    """Return how many people a query finds, for those, too, who see counts only.

    To them it is rounded, None where it or another that follows from it is small, and nobody can
    be asked for by name. Raises as `find` does.
    """
    query, _, when = _read(db, caller, text, now, counts=True)
    if not caller.counts_only:
        return _count(db, _within(caller, compiled(query, when)))
    cells = _cells(db, caller, query, when)
    if any(number < FEW for _, number in cells):
        return None
    return rounded(sum(number for is_found, number in cells if is_found))


def condition(db: Db, caller: Caller, text: str, *, now: datetime) -> Condition:
    """Return who a query finds as a condition on `Participant`; raises as `find` does.

    It holds of nobody whom the caller may not see.
    """
    query, _, when = _read(db, caller, text, now)
    return _within(caller, compiled(query, when))


def check(database: Database, caller: Caller, text: str, *, now: datetime) -> None:
    """Raise what is wrong with a query, if anything is."""
    with database.reading() as db:
        _read(db, caller, text, now)


def _read(
    db: Db, caller: Caller, text: str, now: datetime, *, counts: bool = False
) -> tuple[Query, House, When]:
    if caller.participant_id is not None or (caller.counts_only and not counts):
        raise NotThere
    house, today = houses.of(db, caller, text), local(now).date()
    query = parsing.parse(text, house=house, today=today)
    if caller.counts_only:
        _check_for_counts(query)
    return query, house, When(now, today)


def _check_for_counts(query: Query) -> None:
    """Refuse what asks for one person: the number would tell whether they are there.

    And what asks for much: each term is looked at of everybody, and soon nobody is like another.
    """
    for term in terms(query)[MOST_COUNTED:]:
        raise TooManyTerms(term.at, len(term.source), limit=MOST_COUNTED)
    for term in terms(query):
        if term.field.key in NAMING:
            raise AsksForOne(term.at, len(term.source), word=term.source)


def _within(caller: Caller, wanted: Condition) -> Condition:
    """Return whom of these the caller may see: nobody of another municipality, nobody erased."""
    there = and_(col(Participant.erased_at).is_(None), wanted)
    if caller.is_operator:
        return there
    return and_(col(Participant.municipality_id) == caller.municipality_id, there)


def _count(db: Db, wanted: Condition) -> int:
    return db.exec(select(func.count()).select_from(Participant).where(wanted)).one()


def _cells(db: Db, caller: Caller, query: Query, when: When) -> list[tuple[bool, int]]:
    """Return how many people are alike in all that a query asks, and whether it finds them.

    Its own number would not do, even rounded: who knows a term that holds of one person only
    could add it to many, and see by which numbers change at the edge whether it finds them.
    """
    asked = [known(compiled(one, when)) for one in (query, *parts(query))]
    told = [case((one, 1), else_=0).label(f"asked_{at}") for at, one in enumerate(asked)]
    people = sql_select(*told).where(_within(caller, true())).subquery()
    found = people.c[0]
    counted = sql_select(found, func.count()).group_by(*people.c)
    return [(bool(is_found), number) for is_found, number in db.connection().execute(counted)]


def _rows(db: Db, people: Sequence[Participant], query: Query, when: When) -> Iterator[Row]:
    for start in range(0, len(people), BATCH):
        some = people[start : start + BATCH]
        known = facts.of(db, some, when, query=query)
        for person in some:
            number = person.id or 0
            yield Row(
                id=number,
                reference=person.reference,
                name=person.name,
                language=person.language,
                municipality_id=person.municipality_id,
                why=evaluate.reasons(query, known[number], when.today),
            )
