"""What people do on their phones, and what the presenter does with the clock."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.demo.botapi import CannotDo, Phone
from bot.demo.phones import pages
from bot.demo.phones.stage import Stage

Form = dict[str, str]


async def do(request: Request) -> Response:
    """Let a person do something: start, send, tap, press, block or unblock."""
    deed = DEEDS.get(request.path_params["deed"])
    if deed is None:
        raise HTTPException(404)
    phone = pages.person_of(request).phone
    form = await _form(request)
    try:
        deed(phone, form)
    except CannotDo as reason:
        return PlainTextResponse(str(reason), 409)
    return _back(request, form)


async def move_clock(request: Request) -> Response:
    """Move the clock of the demo."""
    stage: Stage = request.app.state.stage
    form = await _form(request)
    if stage.clock is None:
        raise HTTPException(404)
    try:
        stage.clock.move(request.path_params["choice"])
    except KeyError:
        raise HTTPException(404) from None
    stage.telegram.changed.ring()
    return _back(request, form)


async def _form(request: Request) -> Form:
    async with request.form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _back(request: Request, form: Form) -> Response:
    """Go back to the page the form was on, and never to another site."""
    here, base = form.get("here", ""), request.scope.get("root_path", "")
    people = request.app.state.stage.everybody
    known = {f"{base}/"} | {f"{base}/phone/{one.phone.user_id}" for one in people}
    return RedirectResponse(here if here in known else f"{base}/", 303)


def _start(phone: Phone, form: Form) -> None:
    phone.start(form.get("payload", ""))


def _send(phone: Phone, form: Form) -> None:
    phone.send(form.get("text", ""))


def _press(phone: Phone, form: Form) -> None:
    phone.press(form.get("key", ""))


def _tap(phone: Phone, form: Form) -> None:
    number = form.get("message_id", "")
    phone.tap(form.get("data", ""), message_id=int(number) if number.isdecimal() else None)


def _block(phone: Phone, _: Form) -> None:
    phone.block()


def _unblock(phone: Phone, _: Form) -> None:
    phone.unblock()


DEEDS = {
    "start": _start,
    "send": _send,
    "press": _press,
    "tap": _tap,
    "block": _block,
    "unblock": _unblock,
}
