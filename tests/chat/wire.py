"""Phones that talk to the bot of a school."""

from collections.abc import Callable

from bot.demo.botapi import Message, Phone
from storage.vocabulary import Language
from tests.support import memory
from tests.support.morning import Morning
from tests.support.school import LANGUAGES, School
from tests.support.world import SECRET, World

FIRST_PHONE = 900
MORNINGS: dict[tuple[object, ...], tuple[Morning, int]] = {}
"""Where somebody was who joined first of all, and how many causes there had been."""


class Wire:
    """A world, the school in it, and a phone for each of its people and for strangers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.school = School(
            world.home.database, clock=world.clock, bot=world.home.bot_id, secret=SECRET
        )
        self.phones: dict[str, Phone] = {}

    def phone(self, name: str) -> Phone:
        """Return the phone that goes by this name."""
        if name not in self.phones:
            self.phones[name] = self.world.phone(FIRST_PHONE + len(self.phones), name)
        return self.phones[name]

    async def write(self, name: str, text: str) -> list[Message]:
        """Write and return what came back."""
        return await self.after(name, lambda phone: phone.send(text))

    async def tap(self, name: str, button: str) -> list[Message]:
        """Tap and return what came back or was changed."""
        return await self.after(name, lambda phone: phone.tap(button))

    async def after(self, name: str, act: Callable[[Phone], object]) -> list[Message]:
        """Return the messages of the bot that are new or changed after this."""
        phone = self.phone(name)
        before = {message.message_id: (message.text, message.labels) for message in bots(phone)}
        act(phone)
        await self.world.settle()
        return [
            message
            for message in bots(phone)
            if before.get(message.message_id) != (message.text, message.labels)
        ]

    async def join(self, name: str, language: Language | None = None) -> None:
        """Go through the invitation with taps, or be where these have led before."""
        if self.phones:
            await self._join(name, language)
            return
        known = (name, language, self.world.clock(), memory.fingerprint(self.world.home.database))
        if known in MORNINGS:
            morning, self.school.updates = MORNINGS[known]
            morning.again(self.world)
            self.phones[name] = self.world.telegram.phones[FIRST_PHONE]
        else:
            await self._join(name, language)
            MORNINGS[known] = Morning.of(self.world), self.school.updates

    async def _join(self, name: str, language: Language | None) -> None:
        token = self.school.token(name)
        await self.after(name, lambda phone: phone.start(token))
        await self.tap(name, f"lang:{language or LANGUAGES[name]}")
        await self.tap(name, f"agree:{token.split('-')[0]}")


def bots(phone: Phone) -> list[Message]:
    """Return the messages from the bot."""
    return [message for message in phone.screen if message.from_bot]


def plain(text: str) -> str:
    """Return a text without the invisible marks of direction."""
    return text.translate(dict.fromkeys(map(ord, "\u2068\u2069\u200f")))
