"""Whatever is typed, by people or by staff, arrives whole: checked where Telegram would check it."""

from datetime import timedelta
from itertools import product

import regex
from sqlmodel import select, update

from bot.chat.commands import COMMANDS
from bot.demo.botapi import Message
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import Language, NoticeState
from tests.chat.wire import Wire
from tests.support import hostile
from tests.texts.test_messages import LONGEST_MESSAGE, is_balanced, units

FORBIDDEN = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
OURS = {"bold", "bot_command", "phone_number", "url", "mention", "hashtag", "email", "cashtag"}
"""What Telegram finds by itself, and the one thing that we mark."""
LOOKS = ("/start", "/schedule", "/help", "/privacy", "/more")
UNTOUCHED = {"stop"}
"""Whoever has stopped says nothing more."""


def check_whole(message: Message) -> None:
    assert units(message.text) <= LONGEST_MESSAGE
    assert {entity.type for entity in message.entities} <= OURS
    assert is_balanced(message.text)
    assert not FORBIDDEN & set(message.text)
    assert message.text.encode()
    for row in message.labels:
        assert all(label.strip() for label in row)


def check_nothing_was_refused(wire: Wire) -> None:
    with wire.world.home.database.reading() as db:
        rows = db.exec(select(Outbox.kind, Outbox.state, Outbox.outcome)).all()
    allowed = {NoticeState.SENT, NoticeState.PLANNED, NoticeState.SUPERSEDED}
    assert [row for row in rows if row[1] not in allowed] == []


def call_everything(wire: Wire, text: str) -> None:
    """Let everything that staff and people can name be called so."""
    name = hostile_name(text)
    with wire.world.home.database.transaction() as db:
        db.exec(update(Participant).values(name=name, called=name))
        db.exec(update(Staff).values(name=name, phone=name))
        db.exec(update(Municipality).values(phone=name))
        texts = dict.fromkeys(("title_da", "title_ar", "title_ti", "place", "address"), name)
        db.exec(update(Session).values(bring=name, contact=name, **texts))


def hostile_name(text: str) -> str:
    """Return a text as a database can hold it."""
    return text.replace("\x00", "")


async def test_whatever_things_are_called_every_message_arrives_whole(quick_wire: Wire) -> None:
    wire = quick_wire
    await wire.join("Selam", Language.ARABIC)
    for text in hostile.texts(4, seed=1):
        call_everything(wire, text)
        for look in LOOKS:
            for message in await wire.write("Selam", look):
                check_whole(message)
        for message in await wire.tap("Selam", f"see:{wire.school.cv}:week"):
            check_whole(message)
    check_nothing_was_refused(wire)


async def test_whatever_is_typed_after_any_command_is_answered_whole(quick_wire: Wire) -> None:
    wire = quick_wire
    await wire.join("Selam", Language.TIGRINYA)
    for command, text in product(sorted(set(COMMANDS) - UNTOUCHED), written()):
        wire.world.clock.move_to(wire.world.clock() + timedelta(minutes=1))
        await wire.write("Selam", f"/{command}")
        answers = await wire.write("Selam", text)
        assert answers, command
        for message in answers:
            check_whole(message)
    check_nothing_was_refused(wire)


def written() -> list[str]:
    """Return what Telegram makes of texts: nothing that is empty, one part of the endless ones."""
    shown = [text.strip()[:LONGEST_MESSAGE] for text in hostile.texts(2, seed=2)[::2]]
    return [text for text in shown if regex.search(r"[^\p{Z}\p{C}]", text)]
