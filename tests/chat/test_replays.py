"""Updates that come again, at any later time, change nothing and owe nothing."""

import json

import pytest
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select, text
from telegram import Update

from bot.chat import application
from bot.rules import time
from storage.inbox import Inbox
from storage.vocabulary import Language
from tests.chat.wire import Wire


async def a_whole_life(wire: Wire) -> None:
    await wire.write("Selam", "hello?")
    await wire.join("Selam", Language.ENGLISH)
    cv = wire.school.cv
    for text_or_data in (
        "/schedule",
        "1",
        "2",
        "reason:work:1",
        "🙅",
        "off:2026-11-26",
        f"come:{cv}:1",
        "🌐",
        "3",
        "🔒",
    ):
        await (wire.tap if ":" in text_or_data else wire.write)("Selam", text_or_data)
    wire.school.move(time.read("2026-11-26 14:00"))
    await wire.world.settle()
    await wire.tap("Selam", f"seen:{cv}:2")
    wire.phone("Selam").block()
    wire.phone("Selam").unblock()
    await wire.write("Selam", "/stop")
    await wire.tap("Selam", "stop")
    await wire.write("Selam", "/start")
    await wire.write("Selam", "1")


def updates(wire: Wire) -> list[Update]:
    """Return every update that ever came, in order."""
    with wire.school.database.reading() as db:
        rows = list(db.exec(select(Inbox).order_by(col(Inbox.id))))
    return [Update.de_json(json.loads(row.raw), wire.world.worker.bot) for row in rows]


async def test_a_whole_life_again_changes_nothing(wire: Wire) -> None:
    await a_whole_life(wire)
    school, app = wire.school, wire.world.worker.application
    before = school.owed(), school.changes(), school.answers(), school.links(), school.chats()
    for update in updates(wire):
        await application.process(app, update)
    for update in reversed(updates(wire)):
        await application.process(app, update)
    after = school.owed(), school.changes(), school.answers(), school.links(), school.chats()
    assert after == before


async def test_a_typed_number_that_comes_again_does_not_mean_the_next_buttons(wire: Wire) -> None:
    await wire.join("Selam", Language.ENGLISH)
    await wire.write("Selam", "/schedule")
    await wire.write("Selam", "1")
    [number] = [u for u in updates(wire) if u.message and u.message.text == "1"]
    await application.process(wire.world.worker.application, number)
    assert wire.school.answers() == []


async def test_what_a_handler_raises_reaches_whoever_handed_the_update_in(quick_wire: Wire) -> None:
    await quick_wire.write("Selam", "hello")
    [update] = updates(quick_wire)
    with quick_wire.school.database.transaction() as db:
        db.connection().execute(text("ALTER TABLE outbox RENAME TO hidden"))
    with pytest.raises(SQLAlchemyError):
        await application.process(quick_wire.world.worker.application, update)
    with quick_wire.school.database.transaction() as db:
        db.connection().execute(text("ALTER TABLE hidden RENAME TO outbox"))
    await application.process(quick_wire.world.worker.application, update)
