"""The conversation with one person: read it, hear and see what was sent, answer."""

from http import HTTPStatus

from starlette.responses import Response

from bot.actions import municipalities, people as doing, replies
from bot.actions.replies import LONGEST
from bot.console.visit import Visit
from bot.queries import messages
from bot.rules.forbidden import SHIPPED
from bot.rules.refusals import NotThere, Refused

FILE_POLICY = "default-src 'none'; sandbox"
"""Whatever the bytes are, nothing in them is run."""


MOST_DAYS = 14
MOST_WORDS = 200
MOST_LETTERS = 60


class NotTheseRules(Refused):
    """Choose 1 to {days} days, and at most {words} short entries, one on each line."""


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


def rules(visit: Visit) -> Response:
    """Show how the municipality writes, or change it."""
    database = visit.context.database
    found = messages.rules(database, visit.caller)
    if visit.request.method != "POST":
        return _rules(visit, "\n".join(found.words), str(found.days), saved=visit.asked("saved"))
    words, days = visit.form.get("words", ""), visit.form.get("days", "")
    entries = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    is_number = days.isascii() and days.isdecimal() and 0 < int(days) <= MOST_DAYS
    if (
        not is_number
        or len(entries) > MOST_WORDS
        or max(map(len, entries), default=0) > MOST_LETTERS
    ):
        return _rules(visit, words, days, refused=NotTheseRules(days=MOST_DAYS, words=MOST_WORDS))
    municipalities.set_messages(database, entries, int(days), cause=visit.cause())
    return visit.go("message_rules", query={"saved": "yes"})


def _rules(
    visit: Visit, words: str, days: str, *, saved: str = "", refused: Refused | None = None
) -> Response:
    return visit.page(
        "message_rules.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        words=words,
        days=days,
        saved=saved,
        refused=refused,
        shipped=SHIPPED,
    )


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
