"""A member of staff's own page: connect their own chat, and let it go."""

from starlette.responses import Response

from bot.actions import staff_links
from bot.console import qr
from bot.console.visit import Visit
from bot.queries import staff
from bot.rules import tickets


def me(visit: Visit) -> Response:
    """Show whether a chat is connected."""
    since = staff.connected_since(visit.context.database, visit.caller)
    return visit.page("me.html", since=since, link=None, qr=None)


def connect(visit: Visit) -> Response:
    """Show a link that connects a chat, once and for a quarter of an hour."""
    context = visit.context
    ticket = staff_links.ticket(context.database, visit.caller, visit.now)
    link = context.invitation_link(tickets.token(context.secret_key, ticket))
    since = staff.connected_since(context.database, visit.caller)
    return visit.page("me.html", since=since, link=link, qr=qr.code(link))


def disconnect(visit: Visit) -> Response:
    """End the connection."""
    staff_links.disconnect(visit.context.database, cause=visit.cause())
    return visit.go("me")
