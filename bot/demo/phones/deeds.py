"""What people do on their phones, and what the presenter does with the clock."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.demo.botapi import CannotDo
from bot.demo.phones import pages, samples
from bot.demo.phones.stage import Person, Stage

Form = dict[str, str]


async def do(request: Request) -> Response:
    """Let a person do one of DEEDS."""
    deed = DEEDS.get(request.path_params["deed"])
    if deed is None:
        raise HTTPException(404)
    person, form = pages.person_of(request), await _form(request)
    try:
        deed(person, form)
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


def _start(person: Person, form: Form) -> None:
    person.phone.start(form.get("payload", ""))


def _send(person: Person, form: Form) -> None:
    person.phone.send(form.get("text", ""), reply_to=person.answered)
    person.answering = None


def _attach(person: Person, form: Form) -> None:
    sample = samples.of(form.get("kind", ""), person.lang)
    if sample is None:
        raise CannotDo("There is nothing of this kind at hand.")
    person.phone.attach(
        sample.kind,
        sample.content,
        name=sample.name,
        seconds=sample.seconds,
        reply_to=person.answered,
    )
    person.answering = None


def _answer(person: Person, form: Form) -> None:
    """Let the next message answer this one, or none."""
    person.answering = _number(form)
    person.phone.telegram.changed.ring()


def _press(person: Person, form: Form) -> None:
    person.phone.press(form.get("key", ""))


def _tap(person: Person, form: Form) -> None:
    person.phone.tap(form.get("data", ""), message_id=_number(form))


def _block(person: Person, _: Form) -> None:
    person.phone.block()


def _number(form: Form) -> int | None:
    """Return the number of the message that is meant, if one is."""
    number = form.get("message_id", "")
    return int(number) if number.isdecimal() else None


DEEDS = {
    "start": _start,
    "send": _send,
    "attach": _attach,
    "answer": _answer,
    "press": _press,
    "tap": _tap,
    "block": _block,
}
