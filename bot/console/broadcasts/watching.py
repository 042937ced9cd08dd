"""Watch broadcasts: the list, one as it is sent and what came of it; pause, resume, stop."""

from collections.abc import Callable

from starlette.responses import Response

from bot.actions.broadcasts import running
from bot.console import visit as visits
from bot.console.broadcasts import figures
from bot.console.endpoint import Handler
from bot.console.fields import Fields
from bot.console.language import CALLED
from bot.console.streams import News
from bot.console.visit import Visit
from bot.queries.broadcasts import entries, progress
from bot.queries.broadcasts.result import Result, result
from bot.rules.broadcasts import RUNNING
from bot.rules.refusals import NotThere
from storage.vocabulary import BroadcastState, Gap


def listing(visit: Visit) -> Response:
    """Show the municipality's broadcasts: what is to be done first, then what was sent."""
    found = entries.listing(visit.context.database, visit.caller, page=visit.page_number())
    return visit.page("broadcasts.html", found=found)


def broadcast(visit: Visit) -> Response:
    """Show one broadcast: how far it is, what came of it, what was sent; a draft as its form."""
    database, number = visit.context.database, visit.number("broadcast")
    sample = progress.sample(database, visit.caller, number, now=visit.now)
    if sample.state is BroadcastState.DRAFT:
        return visit.go("change_broadcast", broadcast=number)
    return page(visit, Fields({}))


def events(visit: Visit) -> Response:
    """Tell the page of a broadcast how far it is, as often as that changes."""
    database, number = visit.context.database, visit.number("broadcast")
    progress.sample(database, visit.caller, number, now=visit.now)  # not there for others

    def look() -> News | None:
        """Look again, and again ask who it is: somebody may have signed out since."""
        now = visits.of(visit.request, visit.context, {})
        if now.member is None:
            return None
        try:
            sample = progress.sample(database, now.caller, number, now=now.now)
        except NotThere:
            return None
        return figures.news(now, sample)

    return visit.context.streams.of(look)


def doing(name: str, deed: Callable[..., None]) -> Handler:
    """Return the handler of a button on the page of a broadcast."""

    def handler(visit: Visit) -> Response:
        visit.caseworkers_only()
        number, form = visit.number("broadcast"), Fields({})
        with form.refusals():
            # The forms of one page share a token, so the cause names the button too.
            deed(visit.context.database, number, cause=visit.cause().part(name))
            return visit.go("broadcast", broadcast=number)
        return page(visit, form)

    handler.__doc__ = deed.__doc__
    return handler


pause = doing("pause", running.pause)
resume = doing("resume", running.resume)
stop = doing("stop", running.stop)


def page(visit: Visit, form: Fields) -> Response:
    """Show one broadcast, with what was refused."""
    show = visit.asked("show")
    found = result(
        visit.context.database,
        visit.caller,
        visit.number("broadcast"),
        now=visit.now,
        show=show,
        page=visit.page_number(),
    )
    return visit.page(
        "broadcast.html",
        status=409 if form.errors else 200,
        form=form,
        found=found,
        show=show,
        saved=visit.asked("saved"),
        tongues=CALLED,
        can=_can(found),
        gaps={one: Gap(gap) for one, gap in found.row.gaps.items()},
        told=figures.in_words(visit, found.sample),
    )


def _can(found: Result) -> dict[str, bool]:
    """Return what may be done with a broadcast now."""
    row, figures = found.row, found.sample.figures
    is_sent = row.started_at is not None
    return {
        "pause": row.state is BroadcastState.SENDING,
        "resume": row.state is BroadcastState.PAUSED,
        "stop": row.state in {*RUNNING, BroadcastState.SCHEDULED},
        "again": bool(figures.lost + figures.stopped) and row.withdrawn_at is None,
        "call": bool(figures.lost + figures.uncertain),
        "withdraw": is_sent and row.withdrawn_at is None,
        "correct": is_sent,
        "translate": bool(found.waiting),
    }
