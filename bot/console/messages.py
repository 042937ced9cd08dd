"""The conversation with one person: read it, hear and see what was sent, answer."""

from starlette.responses import Response

from bot.actions import people as doing, replies
from bot.actions.replies import LONGEST
from bot.console.fields import Fields
from bot.console.visit import Visit
from bot.queries import messages

FILE_POLICY = "default-src 'none'; sandbox"
"""Whatever the bytes are, nothing in them is run."""


def conversation(visit: Visit) -> Response:
    """Show what was written with a person, or answer; who looks is written down."""
    number = visit.number("person")
    database = visit.context.database
    if visit.request.method != "POST":
        doing.open_record(database, visit.caller, number, visit.now)
        replies.read(database, visit.caller, number, visit.now)
        return _page(visit, number, Fields({"text": ""}))
    form = Fields({"text": visit.form.get("text", "")})
    with form.refusals():
        replies.answer(database, number, form.values["text"], cause=visit.cause())
        return visit.go("messages", person=number, query={"saved": "sent"})
    return _page(visit, number, form)


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


def _page(visit: Visit, number: int, form: Fields) -> Response:
    found = messages.conversation(visit.context.database, visit.caller, number)
    return visit.page(
        "messages.html",
        status=422 if form.errors else 200,
        found=found,
        person=found.person,
        text=form.values["text"],
        refused=next(iter(form.errors.values()), None),
        saved=visit.asked("saved"),
        limit=LONGEST,
    )
