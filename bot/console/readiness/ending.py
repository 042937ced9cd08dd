"""What was noted about a person's way to a job ends, and stays as history."""

from collections.abc import Callable, Mapping

from starlette.responses import Response

from bot.actions.readiness import abilities, decisions, goals, hours
from bot.console.visit import Visit
from bot.queries import people
from bot.rules.refusals import NotThere

DEEDS: Mapping[tuple[str, str], Callable[..., None]] = {
    ("decision", "withdraw"): decisions.withdraw,
    ("skill", "remove"): abilities.remove_skill,
    ("danish", "withdraw"): abilities.withdraw_danish,
    ("activity", "remove"): hours.remove_activity,
    ("reduction", "remove"): hours.remove_reduction,
    ("goal", "reach"): goals.reach,
    ("goal", "drop"): goals.drop,
}


def end(visit: Visit) -> Response:
    """Withdraw, remove, reach or drop one thing."""
    visit.caseworkers_only()
    what, deed = (str(visit.request.path_params[name]) for name in ("what", "deed"))
    do, number = DEEDS.get((what, deed)), visit.number("number")
    if do is None:
        raise NotThere
    person = people.mentioned(visit.context.database, visit.caller, visit.number("person"))
    # The forms of one page share a token, so the cause names the thing too.
    cause = visit.cause().part(f"{what}:{number}:{deed}")
    do(visit.context.database, person.id, number, cause=cause)
    return visit.go("readiness", query={"saved": what}, person=person.id)
