"""Where a link of the demo leads: to a phone, as a scanned link leads to Telegram."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.demo.botapi import Telegram
from bot.demo.phones.stage import Person, Stage
from bot.queries import lookup
from bot.rules import invitations, tickets
from bot.wiring.installation import Installation

PATH = "/join/{token}"


def deep_link(home: Installation) -> str:
    """Return the pattern of the links, with `{token}`."""
    return home.settings.console_url.removesuffix("/console") + PATH


def door(home: Installation, stage: Stage) -> Callable[[Request], Awaitable[Response]]:
    """Show the phone of whoever a link is for, or a spare one; only START spends it."""

    async def enter(request: Request) -> Response:
        token = request.path_params["token"]
        if stage.desk is not None and tickets.read(home.settings.secret, token):
            return RedirectResponse(f"/phone/{stage.desk.phone.user_id}?start={token}")
        person = stage.invited(token) or await run_in_threadpool(_spare, home, stage, token)
        if person is None:
            raise HTTPException(404)
        return RedirectResponse(f"/phone/{person.phone.user_id}")

    return enter


def _spare(home: Installation, stage: Stage, token: str) -> Person | None:
    """Lay out a phone on which nobody has used the bot, a fresh one for each invitation."""
    number = invitations.read(home.settings.secret, token)
    invited = lookup.invited(home.database, number) if number else None
    if invited is None:
        return None
    phone = stage.telegram.phone(user_id=_free(stage.telegram), first_name=invited.name.split()[0])
    person = Person(phone, invited.language.value, invitation=token)
    stage.others.append(person)
    return person


def _free(telegram: Telegram) -> int:
    return max(telegram.phones) + 1
