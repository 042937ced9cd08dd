"""What will go to one person in the next two weeks, and what went; and letting reminders rest."""

from starlette.responses import Response

from bot.actions import muting, people as doing
from bot.actions.calendar import quiet_hours
from bot.console.fields import Fields
from bot.console.visit import Visit
from bot.delivery import compose
from bot.queries import forecast


def ahead(visit: Visit) -> Response:
    """Show it, and write down that somebody looked."""
    return _page(visit, Fields({"until": "", "reason": ""}))


def mute(visit: Visit) -> Response:
    """Let the person's reminders rest until a day."""
    number = visit.number("person")
    form = Fields.posted(visit.form, ("until", "reason"))
    until, reason = form.day("until"), form.text("reason", muting.REASON)
    if not form.errors:
        with form.refusals():
            muting.mute(visit.context.database, number, until, reason=reason, cause=visit.cause())
            return visit.go("forecast", person=number)
    return _page(visit, form)


def unmute(visit: Visit) -> Response:
    """Let the person's reminders go again."""
    number = visit.number("person")
    muting.unmute(visit.context.database, number, cause=visit.cause())
    return visit.go("forecast", person=number)


def _page(visit: Visit, form: Fields) -> Response:
    database, number = visit.context.database, visit.number("person")
    doing.open_record(database, visit.caller, number, visit.now)
    found = forecast.of_person(
        database,
        visit.caller,
        number,
        now=visit.now,
        quiet_of=quiet_hours,
        compose=compose.message,
    )
    return visit.page(
        "forecast.html",
        status=422 if form.errors else 200,
        found=found,
        form=form,
        limits={"reason": muting.REASON},
    )
