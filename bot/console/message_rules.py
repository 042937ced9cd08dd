"""How the municipality writes: its own forbidden words, how soon it answers, who approves."""

from starlette.responses import Response

from bot.actions import municipalities
from bot.console.fields import Fields
from bot.console.visit import Visit
from bot.queries import messages
from bot.rules.forbidden import SHIPPED
from bot.rules.refusals import Refused

NAMES = ("days", "approve_above", "words")
MOST_DAYS = 14
MOST_PEOPLE = 99_999
MOST_WORDS = 200
MOST_LETTERS = 60


class TooManyWords(Refused):
    """Write at most {words} entries, each on a line of its own, of at most {letters} letters."""


def edit(visit: Visit) -> Response:
    """Show how the municipality writes, or change it."""
    database = visit.context.database
    found = messages.rules(database, visit.caller)
    limit = "" if found.approve_above is None else str(found.approve_above)
    form = Fields(
        {"days": str(found.days), "approve_above": limit, "words": "\n".join(found.words)}
    )
    if visit.request.method == "POST":
        form = Fields.posted(visit.form, NAMES)
        days, entries = form.whole("days", low=1, high=MOST_DAYS), _entries(form)
        limit_now = _limit(form)
        if not form.errors:
            municipalities.set_messages(
                database, entries, days, approve_above=limit_now, cause=visit.cause()
            )
            return visit.go("message_rules", query={"saved": "yes"})
    return visit.page(
        "message_rules.html",
        status=422 if form.errors else 200,
        form=form,
        limits={},
        saved=visit.asked("saved"),
        shipped=SHIPPED,
    )


def _limit(form: Fields) -> int | None:
    """Return above how many people a colleague approves; None when nobody does."""
    return (
        form.whole("approve_above", low=1, high=MOST_PEOPLE)
        if form.values["approve_above"]
        else None
    )


def _entries(form: Fields) -> list[str]:
    found = [" ".join(line.split()) for line in form.values["words"].splitlines() if line.strip()]
    if len(found) > MOST_WORDS or any(len(entry) > MOST_LETTERS for entry in found):
        form.errors["words"] = TooManyWords(words=MOST_WORDS, letters=MOST_LETTERS)
    return found
