"""Today: the page on which the day begins."""

from starlette.responses import Response

from bot.console import tasks as console_tasks
from bot.console.tasks import Whose
from bot.console.visit import Visit
from bot.queries import endings, overview, tasks
from bot.queries.broadcasts import naming


def today(visit: Visit) -> Response:
    """Show what needs somebody, the most urgent first."""
    database, caller = visit.context.database, visit.caller
    whose = Whose.MINE if visit.asked("tasks") == Whose.MINE else Whose.ALL
    return visit.page(
        "overview.html",
        today=overview.today(database, caller, now=visit.now),
        todos=tasks.unfinished(database, caller, only_mine=whose is Whose.MINE),
        whose=whose,
        unended=endings.due(database, caller, now=visit.now),
        awaiting=naming.awaiting(database, caller),
        answered_at=lambda todo: console_tasks.address(visit, todo),
    )
