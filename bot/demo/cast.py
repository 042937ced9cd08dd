"""Who is in the demo: three people on the stage, the others somewhere in the country."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions import people
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.demo.botapi import Phone, Telegram
from bot.demo.people import PEOPLE
from bot.demo.phones.stage import Person
from bot.queries import lookup
from bot.rules import invitations
from bot.wiring.installation import Installation

ON_STAGE = {
    "R-2026-0101": "Service course · Tigrinya",
    "R-2026-0102": "Service course · Arabic",
    "R-2026-0201": "Bus course · Danish",
}
NEVER_JOIN = {"R-2026-0106", "R-2026-0303", "N-2026-0013"}
"""Some have no smartphone, or do not want to; they are called or written to."""

FIRST_NUMBER = 1001
PAUSE = 0.2
PATIENCE = 60.0


@dataclass(frozen=True)
class Cast:
    """The people with a phone, by whether the page shows it."""

    on_stage: list[Person]
    off_stage: list[Person]


def assemble(telegram: Telegram, home: Installation) -> Cast:
    """Give everybody of the programme a phone, and an invitation that is not yet scanned."""
    cast = Cast([], [])
    for number, (reference, name, language, *_) in enumerate(PEOPLE, FIRST_NUMBER):
        if reference in NEVER_JOIN:
            continue
        phone = telegram.phone(user_id=number, first_name=name.split()[0])
        about = ON_STAGE.get(reference)
        person = Person(phone, language, about or "", _invitation(home, reference))
        (cast.off_stage if about is None else cast.on_stage).append(person)
    return cast


def _invitation(home: Installation, reference: str) -> str:
    [found] = lookup.people(home.database, reference)
    cause = Cause(OPERATOR, f"demo:invite:{reference}", home.clock())
    invitation = people.invite(home.database, found.id, cause=cause)
    return invitations.token(home.settings.secret, invitation.id or 0)


async def join(off_stage: Sequence[Person]) -> None:
    """Let the others scan their invitation, each by hand, while somebody looks at the page."""
    await asyncio.gather(*(_join(person) for person in off_stage))
    await asyncio.Event().wait()


async def _join(person: Person) -> None:
    person.phone.start(person.invitation)
    await _tap(person.phone, f"lang:{person.lang}")
    await _tap(person.phone, "agree:")
    await _answer(person)


async def _answer(person: Person) -> None:
    """Most answer at once, one in four with a no, one in four not at all."""
    habit = ("miss:", "come:", "come:", "")[person.phone.user_id % 4]
    if habit:
        await _tap(person.phone, habit)


async def _tap(phone: Phone, data: str) -> None:
    """Tap the button whose data begins so, once it is there."""
    async with asyncio.timeout(PATIENCE):
        while (found := _button(phone, data)) is None:  # noqa: ASYNC110  # a person looks now and then
            await asyncio.sleep(PAUSE)
    phone.tap(found)


def _button(phone: Phone, data: str) -> str | None:
    shown = (button for message in phone.screen for row in message.buttons for button in row)
    return next((button.data for button in shown if (button.data or "").startswith(data)), None)
