"""The conversation with one person: read it, hear and see what was sent, answer."""

from http import HTTPStatus

from starlette.responses import Response

from bot.actions import people as doing, replies
from bot.actions.replies import LONGEST
from bot.console.visit import Visit
from bot.queries import messages
from bot.rules.refusals import NotThere, Refused

FILE_POLICY = "default-src 'none'; sandbox"
"""Whatever the bytes are, nothing in them is run."""


def conversation(visit: Visit) -> Response:
    """Show what was written with a person, or answer; who looks is written down."""
    number = visit.number("person")
    database = visit.context.database
    if visit.request.method != "POST":
        doing.open_record(database, visit.caller, number, visit.now)
        replies.read(database, visit.caller, number, visit.now)
        return _page(visit, number)
    text = visit.form.get("text", "")
    try:
        replies.answer(database, number, text, cause=visit.cause())
    except NotThere:
        raise
    except Refused as refused:
        return _page(visit, number, text=text, refused=refused)
    return visit.go("messages", person=number, query={"saved": "sent"})


def done(visit: Visit) -> Response:
    """Take what a person has written off the list, without an answer here."""
    number = visit.number("person")
    replies.done(visit.context.database, number, cause=visit.cause())
    return visit.go("messages", person=number)


def attachment(visit: Visit) -> Response:
    """Hand out a voice note or a picture, as what its bytes were found to be."""
    found = messages.file(
        visit.context.database, visit.caller, visit.number("person"), visit.number("attachment")
    )
    headers = {"Content-Security-Policy": FILE_POLICY, "Content-Disposition": "inline"}
    return Response(found.content, media_type=found.media_type, headers=headers)


def _page(visit: Visit, number: int, *, text: str = "", refused: Refused | None = None) -> Response:
    found = messages.conversation(visit.context.database, visit.caller, number)
    return visit.page(
        "messages.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        found=found,
        person=found.person,
        text=text,
        refused=refused,
        saved=visit.asked("saved"),
        limit=LONGEST,
    )
