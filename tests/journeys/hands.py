"""Hands that find a button by what it does, in any language."""

from bot.demo.botapi import Message, Phone
from tests.support.world import World


def button(phone: Phone, beginning: str) -> str:
    """Return the data of the newest button whose data begins so."""
    for message in reversed(phone.screen):
        for one in (one for row in message.buttons for one in row):
            if f"{one.data}:".startswith(f"{beginning}:"):
                return one.data
    raise AssertionError(f"no button {beginning!r}; the last message says {phone.last.text!r}")


async def tap(world: World, phone: Phone, beginning: str) -> None:
    """Tap the newest button whose data begins so."""
    phone.tap(button(phone, beginning))
    await world.settle()


async def write(world: World, phone: Phone, text: str) -> None:
    """Write, and let everything happen that follows."""
    phone.send(text)
    await world.settle()


def said(phone: Phone) -> list[Message]:
    """Return what the bot has said and what is still there."""
    return [message for message in phone.screen if message.from_bot]
