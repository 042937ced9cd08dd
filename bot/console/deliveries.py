"""Deliveries: what was owed to people of our own accord, and what became of it."""

from starlette.responses import Response

from bot.console.visit import Visit
from bot.queries import deliveries
from bot.queries.deliveries import Group


def listing(visit: Visit) -> Response:
    """Show the deliveries, all or one group of them."""
    group = visit.asked("group")
    found = deliveries.listing(
        visit.context.database,
        visit.caller,
        group=Group(group) if group in set(Group) else None,
        page=visit.page_number(),
    )
    return visit.page("deliveries.html", listing=found, groups=list(Group), group=group)
