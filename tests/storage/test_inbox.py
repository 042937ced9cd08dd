"""The inbox: kept once, done in order."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from bot.actions import inbox as keeping
from storage.database import Database
from storage.inbox import Inbox
from storage.vocabulary import InboxState

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
BOT = "1"


def update(number: int, chat: int = 7, text: str = "") -> bytes:
    return f'{{"update_id": {number}, "message": {{"chat": {{"id": {chat}}}, "text": "{text}"}}}}'.encode()


def stored(database: Database) -> list[Inbox]:
    with database.reading() as db:
        return list(db.exec(select(Inbox).order_by(Inbox.update_id, Inbox.id)))  # type: ignore[arg-type]  # columns


def numbers(rows: list[Inbox]) -> list[int | None]:
    return [row.update_id for row in rows]


def test_an_update_that_comes_again_is_kept_once_and_as_it_first_came(database: Database) -> None:
    keeping.keep(database, BOT, [update(5, text="first")], NOW)
    keeping.keep(database, BOT, [update(5, text="again"), update(6), update(6)], NOW)
    assert [row.raw for row in stored(database)] == [update(5, text="first"), update(6)]


def test_two_bots_may_have_updates_of_the_same_number(database: Database) -> None:
    keeping.keep(database, BOT, [update(5)], NOW)
    keeping.keep(database, "2", [update(5)], NOW)
    assert len(stored(database)) == 2
    assert numbers(keeping.waiting(database, BOT, limit=9)) == [5]


def test_what_is_done_and_comes_again_is_not_done_again(database: Database) -> None:
    keeping.keep(database, BOT, [update(5)], NOW)
    keeping.finish(database, stored(database)[0].id or 0, NOW)
    keeping.keep(database, BOT, [update(5)], NOW)
    assert keeping.waiting(database, BOT, limit=9) == []


def test_nothing_to_keep_is_nothing_done(database: Database) -> None:
    keeping.keep(database, BOT, [], NOW)
    assert stored(database) == []


def test_updates_wait_in_telegrams_order_however_they_came(database: Database) -> None:
    keeping.keep(database, BOT, [update(9), update(5, chat=8), update(7)], NOW)
    assert numbers(keeping.waiting(database, BOT, limit=9)) == [5, 7, 9]
    assert numbers(keeping.waiting(database, BOT, limit=9, not_of=[8])) == [7, 9]
    assert numbers(keeping.waiting(database, BOT, limit=1)) == [5]


def test_what_has_no_number_is_kept_aside(database: Database) -> None:
    keeping.keep(database, BOT, [b"\xff", b"{}", b"\xff"], NOW)
    rows = stored(database)
    assert [row.state for row in rows] == [InboxState.QUARANTINED] * 3
    assert [row.raw for row in rows] == [b"\xff", b"{}", b"\xff"]
    assert keeping.waiting(database, BOT, limit=9) == []


def test_the_widest_numbers_of_telegram_fit(database: Database) -> None:
    keeping.keep(database, BOT, [update(2**52, chat=-(2**52))], NOW)
    assert (stored(database)[0].update_id, stored(database)[0].chat_key) == (2**52, -(2**52))


def test_attempts_are_counted(database: Database) -> None:
    keeping.keep(database, BOT, [update(5)], NOW)
    number = stored(database)[0].id or 0
    assert [keeping.begin(database, number) for _ in range(3)] == [1, 2, 3]


def test_what_was_done_long_ago_is_forgotten_and_what_was_put_aside_is_not(
    database: Database,
) -> None:
    keeping.keep(database, BOT, [update(5), update(6), update(7)], NOW)
    five, six, _ = (row.id or 0 for row in stored(database))
    keeping.finish(database, five, NOW)
    keeping.quarantine(database, six, NOW, fault="unreadable")
    keeping.forget(database, NOW + keeping.KEPT)
    assert numbers(stored(database)) == [5, 6, 7]
    keeping.forget(database, NOW + keeping.KEPT + timedelta(seconds=1))
    assert numbers(stored(database)) == [6, 7]
