"""Absences: staff say that they have seen a report."""

from starlette.responses import Response

from bot.actions import absences
from bot.console.visit import Visit


def note(visit: Visit) -> Response:
    """Note that a report was seen, and go back to the day's list."""
    number = visit.number("absence")
    cause = visit.cause().part(f"absence:{number}")  # one token serves all forms of a page
    absences.note(visit.context.database, number, cause=cause)
    return visit.go("overview")
