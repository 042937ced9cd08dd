"""From a handler, a plain function of a visit, to an endpoint of Starlette's."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.console import security, uploads, visit as visits
from bot.console.context import Context
from bot.console.uploads import ORDINARY, FormTooBig, Posted, Room
from bot.console.visit import SignedOut, Visit
from bot.rules.refusals import NotThere, Refused

Handler = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


class Fault(Refused):
    """Something went wrong here, and nothing was changed. Try again in a moment."""


def of(handler: Handler, context: Context, room: Room = ORDINARY) -> Endpoint:
    """Return the endpoint; the handler and the database run in a thread.

    Only who is signed in may bring more than a form ordinarily has room for.
    """

    async def endpoint(request: Request) -> Response:
        try:
            is_known = room is ORDINARY or await run_in_threadpool(_is_known, request, context)
            posted = await uploads.read(request, room if is_known else ORDINARY)
        except FormTooBig as refused:
            return await run_in_threadpool(_refuse, request, context, refused)
        return await run_in_threadpool(_answer, handler, request, context, posted)

    return endpoint


def for_staff(handler: Handler) -> Handler:
    """Return the handler for those who are signed in, with forms from their own browser only."""

    def guarded(visit: Visit) -> Response:
        if visit.member is None:
            raise SignedOut
        if visit.request.method == "POST":
            visit.check_csrf()
        return handler(visit)

    return guarded


def not_there(visit: Visit) -> Response:
    """Return the one page for what is not there and for what is not yours."""
    if visit.member is None:
        return signed_out(visit)
    return visit.page("problem.html", status=404, refused=NotThere(), here=visit.url("overview"))


def fault(visit: Visit) -> Response:
    """Return the page for a fault of ours; it leaves past the headers, so they are added here."""
    page = visit.page("problem.html", status=500, refused=Fault(), here=visit.url("overview"))
    page.headers.update(security.HEADERS | {"Cache-Control": "no-store"})
    return page


def signed_out(visit: Visit) -> Response:
    """Return the page that says how to sign in."""
    return visit.page("signed_out.html", status=401, here=visit.url("overview"))


def _answer(handler: Handler, request: Request, context: Context, posted: Posted) -> Response:
    visit = replace(visits.of(request, context, posted.values), files=posted.files)
    try:
        return handler(visit)
    except SignedOut:
        return signed_out(visit)
    except NotThere:
        return not_there(visit)
    except Refused as refused:
        return _problem(visit, refused)


def _is_known(request: Request, context: Context) -> bool:
    return visits.of(request, context, {}).member is not None


def _refuse(request: Request, context: Context, refused: Refused) -> Response:
    return _problem(visits.of(request, context, {}), refused)


def _problem(visit: Visit, refused: Refused) -> Response:
    return visit.page("problem.html", status=409, refused=refused, here=visit.url("overview"))
