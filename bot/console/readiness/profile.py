"""The readiness profile of one person: what is known of their way to a job, and from whom."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup
from starlette.responses import Response

from bot.actions import people as doing
from bot.console import charts
from bot.console.charts import Scale, Series
from bot.console.visit import Visit
from bot.queries import outcomes, statuses
from bot.queries.placements import desk
from bot.queries.readiness import profile
from bot.queries.readiness.progression import Indicator, Progression
from bot.rules import statuses as rules

ANSWERS = Scale(rules.LOWEST, rules.HIGHEST)


def show(visit: Visit) -> Response:
    """Show a person's profile, and write down that somebody looked."""
    database, number = visit.context.database, visit.number("person")
    doing.open_record(database, visit.caller, number, visit.now)
    language = visit.speech.language
    found = profile.of_person(database, visit.caller, number, language=language, now=visit.now)
    goes = statuses.of_person(database, visit.caller, number, language=language)
    return visit.page(
        "readiness.html",
        found=found,
        person=found.person,
        # The questions of the quarter stand in their own section, beside the answers of staff.
        statuses=replace(goes, lines=()),
        work=desk.of_person(database, visit.caller, number, now=visit.now),
        outcomes=outcomes.of_person(database, visit.caller, number),
        curves=list(_curves(visit, found.progression, found.person.name)),
        marker=charts.marker,
        meter=charts.meter,
        most=max(max(one.asked, one.planned, one.attended) for one in found.weeks),
        saved=visit.asked("saved"),
    )


def _curves(visit: Visit, found: Progression, name: str) -> Iterator[tuple[Indicator, Markup]]:
    """Yield each question with its picture; the figures stand in the table below."""
    say = visit.speech.say
    for one in found.indicators:
        yield (
            one,
            charts.lines(
                one.key,
                one.text,
                say("Answers from 1 to 5 by the quarter; the table below has the same figures."),
                labels=[f"{day.year}/{(day.month + 2) // 3}" for day in found.quarters],
                series=(Series(name, one.own), Series(say("Staff"), one.staff)),
                to=ANSWERS,
            ),
        )
