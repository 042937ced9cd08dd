"""A query is saved once and followed: who enters is told of once, who leaves is forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session as Db, col, select

from bot.actions import access, searches, watching
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.searches import NameTaken, NoName, Plan
from bot.queries import searches as queries
from bot.rules.lint import CprNotAllowed
from bot.rules.refusals import NotThere, Refused
from bot.rules.search.refused import UnknownFieldNear
from bot.rules.time import read
from storage.chats import Chat, StaffLink
from storage.database import Database
from storage.outbox import Outbox
from storage.people import Participant
from storage.searches import Search, SearchCount, SearchHit
from storage.staff import Staff
from storage.tasks import Task
from storage.vocabulary import Language, TaskKind
from tests.support import founding
from tests.support.founding import BOT, NOW

HOUR = timedelta(hours=1)
ARABIC = Plan("Arabisk", "sprog:ar", alerts=True)


class Shelf:
    """Mette's saved searches in Randers, where Amal and Samir read Arabic."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.town = founding.found(database)
        self.presses = 0

    def cause(self, who: str = "Mette") -> Cause:
        self.presses += 1
        return Cause(self.caller(who), f"press:{self.presses}", NOW)

    def caller(self, who: str) -> Caller:
        with self.database.reading() as db:
            return access.staff(db.get_one(Staff, self.town.staff[who]))

    def save(self, plan: Plan = ARABIC, who: str = "Mette") -> int:
        return searches.save(self.database, plan, cause=self.cause(who))

    def connect(self) -> None:
        """Give Mette a chat of her own."""
        with self.database.transaction() as db:
            chat = Chat(bot=BOT, telegram_id=2001, since=NOW)
            db.add(chat)
            db.flush()
            mette = db.get_one(Staff, self.town.staff["Mette"])
            link = StaffLink(
                municipality_id=mette.municipality_id,
                chat_id=chat.id or 0,
                staff_id=mette.id or 0,
                since=NOW,
            )
            db.add(link)

    def reads(self, name: str, language: Language) -> None:
        with self.database.transaction() as db:
            db.get_one(Participant, self.town.people[name]).language = language

    def hits(self) -> list[tuple[str, bool, bool]]:
        """Return who was found, whether they are there still, and whether from the first on."""
        names = {number: name for name, number in self.town.people.items()}
        with self.database.reading() as db:
            rows = db.exec(select(SearchHit).order_by(col(SearchHit.id))).all()
        return [(names[row.participant_id], row.until is None, row.is_first) for row in rows]

    def counts(self) -> list[int]:
        """Return the numbers that Mette sees beside her searches."""
        found = queries.listing(self.database, self.caller("Mette"), now=NOW)
        return [number for saved in found for _, number in saved.counts]

    def tasks(self) -> list[tuple[str, bool]]:
        """Return about whom there is a task, and whether it is open."""
        names = {number: name for name, number in self.town.people.items()}
        with self.database.reading() as db:
            rows = db.exec(select(Task).where(Task.kind == TaskKind.SEARCH).order_by(col(Task.id)))
            return [(names[row.participant_id], row.closed_at is None) for row in rows]

    def news(self) -> list[list[list[int]]]:
        """Return what Mette was told: how many have entered which search."""
        with self.database.reading() as db:
            told = select(Outbox).where(Outbox.kind == "search_news").order_by(col(Outbox.id))
            return [row.params["entered"] for row in db.exec(told)]


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


def test_a_search_is_saved_once_and_only_its_author_changes_it(shelf: Shelf) -> None:
    cause = shelf.cause()
    number = searches.save(shelf.database, ARABIC, cause=cause)
    assert searches.save(shelf.database, ARABIC, cause=cause) == number
    with pytest.raises(NameTaken):
        shelf.save(replace(ARABIC, name="ARABISK"))
    for who in ("Karin", "Jonas"):
        with pytest.raises(NotThere):
            searches.remove(shelf.database, number, cause=shelf.cause(who))
    searches.change(shelf.database, number, replace(ARABIC, is_shared=True), cause=shelf.cause())
    [mine] = queries.listing(shelf.database, shelf.caller("Mette"), now=NOW)
    assert (mine.name, mine.is_own, mine.is_shared) == ("Arabisk", True, True)
    assert queries.listing(shelf.database, shelf.caller("Jonas"), now=NOW) == []
    searches.remove(shelf.database, number, cause=shelf.cause())
    assert queries.listing(shelf.database, shelf.caller("Mette"), now=NOW) == []


@pytest.mark.parametrize(
    ("plan", "refused"),
    [
        (replace(ARABIC, name=" "), NoName),
        (replace(ARABIC, asks="010180-1234"), CprNotAllowed),
        (replace(ARABIC, asks="sprogg:ar"), UnknownFieldNear),
    ],
)
def test_what_is_not_understood_is_not_saved(
    shelf: Shelf, plan: Plan, refused: type[Refused]
) -> None:
    with pytest.raises(refused):
        shelf.save(plan)


def test_who_enters_after_the_first_look_is_told_of_once(shelf: Shelf) -> None:
    shelf.connect()
    number = shelf.save()
    shelf.save(Plan("Alle", "", alerts=False))
    watching.look(shelf.database, NOW)
    assert shelf.hits() == [("Amal", True, True), ("Samir", True, True)]
    assert shelf.tasks() == []
    shelf.reads("Jens", Language.ARABIC)
    shelf.reads("Samir", Language.DANISH)
    watching.look(shelf.database, NOW + timedelta(minutes=30))
    assert shelf.news() == [], "it is looked at once an hour"
    for minutes in (60, 65):
        watching.look(shelf.database, NOW + timedelta(minutes=minutes))
    assert shelf.hits()[1:] == [("Samir", False, True), ("Jens", True, False)]
    assert shelf.tasks() == [("Jens", True)]
    assert shelf.news() == [[[number, 1]]]
    shelf.reads("Jens", Language.DANISH)
    watching.look(shelf.database, NOW + 2 * HOUR)
    assert shelf.tasks() == [("Jens", False)]
    shelf.reads("Jens", Language.ARABIC)
    shelf.reads("Samir", Language.ARABIC)
    watching.look(shelf.database, NOW + 3 * HOUR)
    assert sorted(shelf.tasks()[1:]) == [("Jens", True), ("Samir", True)]
    assert shelf.news()[1:] == [[[number, 2]]], "one message for all who have entered"
    with shelf.database.reading() as db:
        counts = {row.search_id: row.found for row in db.exec(select(SearchCount))}
    assert counts == {number: 2, number + 1: 5}, "once a day, as it was at the first look"


def test_how_many_are_found_is_known_as_soon_as_it_is_saved(shelf: Shelf) -> None:
    shelf.save(replace(ARABIC, alerts=False))
    assert shelf.counts() == [2]
    shelf.reads("Jens", Language.ARABIC)
    watching.look(shelf.database, NOW)
    assert shelf.counts() == [2], "once a day, as it was when it was saved"
    watching.look(shelf.database, NOW + 24 * HOUR)
    assert shelf.counts() == [2, 3]


def test_who_enters_as_soon_as_it_is_saved_is_news(shelf: Shelf) -> None:
    shelf.save()
    shelf.reads("Jens", Language.ARABIC)
    watching.look(shelf.database, NOW + HOUR)
    assert shelf.tasks() == [("Jens", True)]


def test_nobody_is_told_at_night_nor_without_a_chat(shelf: Shelf) -> None:
    shelf.save()
    watching.look(shelf.database, NOW)
    shelf.reads("Jens", Language.ARABIC)
    watching.look(shelf.database, read("2026-11-23 23:30"))
    assert shelf.tasks() == []
    watching.look(shelf.database, read("2026-11-24 07:01"))
    assert shelf.tasks() == [("Jens", True)]
    assert shelf.news() == []


def test_other_words_begin_with_a_first_look_of_their_own(shelf: Shelf) -> None:
    number = shelf.save()
    watching.look(shelf.database, NOW)
    plan = replace(ARABIC, asks="sprog:ti eller sprog:da")
    searches.change(shelf.database, number, plan, cause=shelf.cause())
    assert shelf.counts() == [3]
    watching.look(shelf.database, NOW + HOUR)
    assert shelf.tasks() == []
    assert {name for name, is_there, _ in shelf.hits() if is_there} == {"Selam", "Rahwa", "Jens"}


def test_other_words_are_counted_also_when_the_old_ones_are_just_being_counted(
    shelf: Shelf,
) -> None:
    number, tomorrow = shelf.save(), NOW + 24 * HOUR
    plan, cause = replace(ARABIC, asks="sprog:ti eller sprog:da"), shelf.cause()

    class Meanwhile(Database):
        """Mette changes her search just before the first number is written down."""

        @contextmanager
        def transaction(self) -> Iterator[Db]:
            searches.change(shelf.database, number, plan, cause=replace(cause, now=tomorrow))
            with super().transaction() as db:
                yield db

    watching.look(Meanwhile(shelf.database.engine, shelf.database.writer), tomorrow)
    assert shelf.counts() == [2, 3]


def test_a_search_is_meant_as_its_author_means_it_and_may_break(shelf: Shelf) -> None:
    number = shelf.save(Plan("Mine", "sagsbehandler:mig hold:Bus", is_shared=True, alerts=True))
    watching.look(shelf.database, NOW)
    with shelf.database.transaction() as db:
        row = db.get_one(Search, number)
        expected = {name for name, _, _ in shelf.hits()}
        row.asks = "sagsbehandler:mig hold:Metal"
    watching.look(shelf.database, NOW + 25 * HOUR)
    assert expected == {"Jens", "Samir"}
    assert {name for name, is_there, _ in shelf.hits() if is_there} == expected
    [saved] = queries.listing(shelf.database, shelf.caller("Mette"), now=NOW)
    assert saved.broken is not None
