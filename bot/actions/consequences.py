"""What an action would lead to: it is rehearsed, and taken back, before anybody is told."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session as Db, col, func, select

from bot.actions import sentences
from bot.texts.changes import Refresh
from bot.texts.message import Text
from bot.texts.reminders import Reminder
from storage import chats, outbox
from storage.chats import Link
from storage.database import Database, Rehearsal
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import OPEN_STATES, Language, Priority

Act = Callable[[Database], object]
"""An action that is given the database last, and is done in one transaction."""

Say = Callable[[Db, Outbox, datetime, Language], Text | None]
"""Says a notice in full in a language, as it would be said now."""

Spoken = tuple[str, Language]
"""A kind of notice in a language."""


@dataclass(frozen=True)
class Addressee:
    """Somebody who is told, as they were at that moment."""

    id: int
    municipality_id: int
    home: str
    name: str
    reference: str
    language: Language
    phone: str | None


@dataclass(frozen=True)
class Told:
    """One notice that somebody is owed; who is not `reached` by the chat must be called."""

    person: Addressee
    kind: str
    due_at: datetime
    reached: bool


@dataclass
class Consequences:
    """What an action leads to: who is told what, and what is planned anew without a sound.

    `says` holds the words of each kind in each language in which somebody is reached, and in
    Danish for the sender.
    """

    now: datetime
    told: list[Told] = field(default_factory=list)
    says: dict[Spoken, Text] = field(default_factory=dict)
    planned: int = 0
    taken_back: int = 0

    @property
    def reached(self) -> list[Told]:
        """What reaches people in the chat."""
        return [one for one in self.told if one.reached]

    @property
    def number_reached(self) -> int:
        """How many people it reaches in the chat."""
        return len({one.person.id for one in self.reached})

    @property
    def unreached(self) -> list[Addressee]:
        """Who can only be called, by name."""
        found = {one.person.id: one.person for one in self.told if not one.reached}
        return sorted(found.values(), key=lambda person: (person.name, person.reference))

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages in which somebody is reached, in everybody's order."""
        spoken = {one.person.language for one in self.reached}
        return tuple(language for language in Language if language in spoken)


def of(database: Database, act: Act, *, now: datetime, say: Say) -> Consequences:
    """Return what an action would lead to now; nothing of it is kept. Raises what it raises."""
    found = Consequences(now)

    @contextmanager
    def watch(db: Db) -> Iterator[None]:
        with watched(db, found, say):
            yield

    act(Rehearsal(database, watch))
    return found


def within(db: Db, act: Callable[[], object], *, now: datetime, say: Say) -> Consequences:
    """Return the same within a transaction that goes on: what was rehearsed alone is taken back."""
    found = Consequences(now)
    with db.begin_nested() as rehearsal:
        with watched(db, found, say):
            act()
        rehearsal.rollback()
    sentences.forget(db)
    return found


@contextmanager
def watched(db: Db, found: Consequences, say: Say | None = None) -> Iterator[None]:
    """Fill `found` with what is done inside, in a transaction that may be kept or not."""
    newest = db.exec(select(func.max(Outbox.id))).one() or 0
    with outbox.noting_withdrawn(db) as withdrawn:
        yield
    db.flush()
    rows = _owed_since(db, newest, found.now)
    found.taken_back += len(withdrawn) - _owed_again(db, withdrawn)
    news = [row for row in rows if row.kind != Refresh.kind]
    told = [row for row in news if row.kind != Reminder.kind or row.due_at <= found.now]
    found.planned += len(news) - len(told)
    found.told += _told(db, told)
    if say is not None:
        found.says |= _says(db, told, found, say)


def _owed_again(db: Db, withdrawn: Collection[int]) -> int:
    """Return how many of these are to be sent all the same, at another time."""
    return db.exec(
        select(func.count())
        .select_from(Outbox)
        .where(col(Outbox.id).in_(withdrawn), col(Outbox.state).in_(OPEN_STATES))
    ).one()


def _owed_since(db: Db, newest: int, now: datetime) -> list[Outbox]:
    """Return what this transaction owes to participants; others may owe something meanwhile."""
    found = select(Outbox).where(
        col(Outbox.id) > newest,
        Outbox.created_at == now,
        Outbox.priority > int(Priority.ANSWER),
        col(Outbox.participant_id).is_not(None),
        col(Outbox.state).in_(OPEN_STATES),
    )
    return list(db.exec(found.order_by(col(Outbox.id))))


def _told(db: Db, rows: Sequence[Outbox]) -> list[Told]:
    numbers = {row.participant_id for row in rows}
    if not numbers:
        return []
    holds = chats.holds(), col(Link.participant_id).in_(numbers)
    linked = set(db.exec(select(Link.participant_id).where(*holds)))
    people = db.exec(
        select(Participant, Municipality.name)
        .join(Municipality, col(Municipality.id) == Participant.municipality_id)
        .where(col(Participant.id).in_(numbers))
    ).all()
    known = {person.id: _addressee(person, home) for person, home in people}
    reached = {one.id for one, _ in people if one.id in linked and one.unreachable_at is None}
    return [
        Told(known[number], row.kind, row.due_at, number in reached)
        for row in rows
        if (number := row.participant_id) in known
    ]


def _addressee(person: Participant, home: str) -> Addressee:
    return Addressee(
        id=person.id or 0,
        municipality_id=person.municipality_id,
        home=home,
        name=person.name,
        reference=person.reference,
        language=person.language,
        phone=person.phone,
    )


def _says(db: Db, rows: Sequence[Outbox], found: Consequences, say: Say) -> dict[Spoken, Text]:
    """Return what the first of each kind would read in each language."""
    says: dict[Spoken, Text] = {}
    for row, told in zip(rows, found.told[-len(rows) :], strict=True):
        for language in (told.person.language, Language.DANISH) if told.reached else ():
            spoken = told.kind, language
            words = None if spoken in says else say(db, row, found.now, language)
            if words is not None:
                says[spoken] = words
    return says
