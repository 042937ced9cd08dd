"""Today: the page on which the day begins."""

from starlette.responses import Response

from bot.console.visit import Visit
from bot.queries import overview


def today(visit: Visit) -> Response:
    """Show what needs somebody's attention, the most urgent first."""
    found = overview.today(visit.context.database, visit.caller, now=visit.now)
    return visit.page("overview.html", today=found)
