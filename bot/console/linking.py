"""A person's phone: unlink a lost one, confirm or refuse one that is shared."""

from starlette.responses import Response

from bot.actions import linking, sharing
from bot.console.visit import Visit
from bot.queries import people
from bot.rules.refusals import NotThere
from storage.vocabulary import LinkState

HELD = frozenset({LinkState.LINKED, LinkState.UNREACHABLE})


def unlink(visit: Visit) -> Response:
    """Ask first, then end the link of a lost phone."""
    number = visit.number("person")
    database = visit.context.database
    if visit.request.method == "POST":
        linking.unlink(database, number, cause=visit.cause())
        return visit.go("person", person=number)
    found = people.record(database, visit.caller, number, now=visit.now).person
    if found.link not in HELD:
        raise NotThere
    return visit.page("unlink.html", person=found)


def share(visit: Visit) -> Response:
    """Let a second person get messages on the phone on which they agreed."""
    number = visit.number("person")
    sharing.confirm(visit.context.database, number, cause=visit.cause())
    return visit.go("person", person=number)


def refuse(visit: Visit) -> Response:
    """Keep a second person's messages off the phone."""
    number = visit.number("person")
    sharing.refuse(visit.context.database, number, cause=visit.cause())
    return visit.go("person", person=number)
