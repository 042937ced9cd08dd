"""What the people do who do not stand on the stage: by hand, while somebody looks at the page."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from bot.demo.botapi import CannotDo, Phone
from bot.demo.phones.stage import Person

Deed = Callable[[Phone], Awaitable[None]]
PAUSE = 0.2
BETWEEN = 0.4
"""Seconds from one who takes up the phone to the next: the page comes first."""


def tap(data: str) -> Deed:
    """Tap the button whose data begins so, as soon as it is there."""

    async def do(phone: Phone) -> None:
        while (found := _button(phone, data)) is None:  # noqa: ASYNC110  # a person looks now and then
            await asyncio.sleep(PAUSE)
        phone.tap(found)

    return do


def write(text: str) -> Deed:
    """Write this."""

    async def do(phone: Phone) -> None:
        phone.send(text)

    return do


COMES, CANNOT_COME = tap("come:"), tap("miss:")
HABITS: dict[str, Sequence[Deed]] = {
    "Tesfalem": (CANNOT_COME,),
    "Filmon": (CANNOT_COME,),
    "Rania": (
        CANNOT_COME,
        write("/message"),
        write("هل يمكنني إحضار ابنتي إلى اليوم المفتوح؟"),  # May I bring my daughter on Thursday?
        tap("written"),
    ),
    "Mehret": (COMES, write("/checkin"), tap("face:2"), tap("helps:")),
    "Samir": (
        COMES,
        write("/outcome"),
        tap("found:job"),
        write("Randers Rengøring"),
        tap("found_terms:"),
        tap("found_hours:37"),
        tap("found_day:"),
        tap("found_send:"),
    ),
    "Omar": (COMES, write("/placements"), tap("slot:open"), tap("wish:")),
    "Daniel": (),
    "Saba": (),
}
"""By first name; all others come."""


async def live(people: Sequence[Person], desk: Person) -> None:
    """Connect the caseworker's phone, and let each of `people` join and do what they do."""
    desk.phone.start(desk.invitation)
    turns = enumerate(people, start=1)
    await asyncio.gather(*(_live(person, turn * BETWEEN) for turn, person in turns))
    await asyncio.Event().wait()


async def _live(person: Person, seconds: float) -> None:
    await asyncio.sleep(seconds)
    phone = person.phone
    habit = HABITS.get(phone.first_name, (COMES,))
    with suppress(CannotDo):  # whoever has this phone on the page may have blocked the bot
        phone.start(person.invitation)
        for do in (tap(f"lang:{person.lang}"), tap("agree:"), *habit):
            await do(phone)


def _button(phone: Phone, data: str) -> str | None:
    shown = (button for message in phone.screen for row in message.buttons for button in row)
    return next((button.data for button in shown if button.data.startswith(data)), None)
