"""What the bot says of itself, to everybody and in nobody's way."""

import re

import httpx
import pytest
from pydantic import SecretStr

from bot.chat import profile
from bot.demo.botapi import server
from bot.demo.botapi.faults import Fault
from bot.texts import introduction, menu
from bot.texts.say import Voice
from bot.wiring.telegram import make_bot
from storage.vocabulary import Language
from tests.chat.wire import Wire
from tests.support.world import World

DEFAULT = '{"type": "default"}'
TELLING = re.compile(
    r"(?i)refugee|flygtning|لاجئ|ስደተኛ|municipal|kommun|البلدية|ምምሕዳር|benefit|ydelse|job|ስራሕ|عمل|course"
)


async def introduce(world: World) -> None:
    await profile.introduce(world.worker.bot, world.worker.gate)


async def test_a_chat_that_has_not_begun_says_what_it_is_for(quick_wire: Wire) -> None:
    world = quick_wire.world
    await introduce(world)
    said = world.telegram.profile
    assert set(said.descriptions) == {"", "da", "ar", "ti"}
    assert said.descriptions["da"] == (
        "Her kan du se hvornår og hvor. Du skal have en invitation for at bruge denne chat."
    )
    for words in ("ኣብዚ", "هنا", "Her kan du", "Here you see"):
        assert words in said.descriptions[""]
    assert said.short_descriptions[""] == "Here you see when and where."


async def test_the_commands_are_the_words_of_the_menu(quick_wire: Wire) -> None:
    world = quick_wire.world
    await introduce(world)
    commands = world.telegram.profile.commands
    assert set(commands) == {(DEFAULT, code) for code in ("", "da", "ar", "ti")}
    shown = {one["command"]: one["description"] for one in commands[DEFAULT, "da"]}
    items = menu.items(Voice(Language.DANISH))
    words = {item.command: item.shown for item in items if item.command not in introduction.TELLING}
    assert words["schedule"] == "📅 Skema"
    assert shown == words | {"stop": "⛔ Stop beskederne"}


async def test_every_command_that_is_named_is_understood(quick_wire: Wire) -> None:
    await quick_wire.join("Jens")
    [pointer] = await quick_wire.write("Jens", "/nonsense")
    for command, _ in introduction.for_everybody().commands:
        [answer, *_] = await quick_wire.write("Jens", f"/{command}")
        assert answer.text != pointer.text


@pytest.mark.parametrize("fault", [Fault.FLOOD, Fault.SERVER_ERROR, Fault.HTML, Fault.NO_RESULT])
async def test_a_server_that_refuses_stops_nobody(quick_wire: Wire, fault: Fault) -> None:
    world = quick_wire.world
    world.telegram.faults.add("setMyCommands", fault, times=None)
    await introduce(world)
    assert set(world.telegram.profile.descriptions) == {"", "da", "ar", "ti"}
    await quick_wire.join("Jens")


async def test_a_server_that_knows_no_such_method_stops_nobody(quick_wire: Wire) -> None:
    world = quick_wire.world
    settings = world.home.settings.model_copy(update={"telegram_bot_token": SecretStr("1:no")})
    transport = httpx.ASGITransport(server.create(world.telegram))
    stranger = make_bot(settings, world.worker.gate, transport)
    await profile.introduce(stranger, world.worker.gate)
    assert world.telegram.profile.descriptions == {}


def test_nothing_says_who_uses_it_and_all_fits() -> None:
    said = [introduction.for_everybody(), *map(introduction.in_language, Language)]
    for one in said:
        assert len(one.short) <= 120
        assert len(one.long) <= 512
        texts = [one.short, one.long, *(words for _, words in one.commands)]
        assert [text for text in texts if TELLING.search(text)] == []
