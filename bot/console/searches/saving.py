"""Saved searches: the list, how many one has found over time, and the form that keeps it."""

from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import Response

from bot.actions import searches as doing
from bot.actions.searches import LONGEST_NAME, Plan
from bot.console import charts
from bot.console.charts import Series
from bot.console.fields import Fields
from bot.console.searches import asking
from bot.console.visit import Visit
from bot.queries import searches
from bot.queries.search import parsing
from bot.queries.searches import Saved
from bot.rules.refusals import Refused
from bot.rules.search.refused import BadQuery

NAMES = ("name", "asks", "is_shared", "alerts")
LIMITS = {"name": LONGEST_NAME, "asks": parsing.LONGEST}
DAYS = 60
"""So many days are shown."""


@dataclass
class SearchForm(Fields):
    """The fields of a saved search."""

    def refuse(self, refused: Refused) -> None:
        """Put what is not understood of the query beside the query."""
        if isinstance(refused, BadQuery):
            self.errors["asks"] = refused
        else:
            super().refuse(refused)

    def plan(self) -> Plan:
        """Return the search as it was typed."""
        return Plan(
            name=self.text("name", LONGEST_NAME, needed=True),
            asks=self.text("asks", parsing.LONGEST),
            is_shared=bool(self.values["is_shared"]),
            alerts=bool(self.values["alerts"]),
        )


def listing(visit: Visit) -> Response:
    """Show what the member has saved, and what colleagues share."""
    found = searches.listing(visit.context.database, visit.caller, now=visit.now)
    return visit.page(
        "searches.html",
        own=[one for one in found if one.is_own],
        shared=[one for one in found if not one.is_own],
        saved=visit.asked("saved"),
    )


def one(visit: Visit) -> Response:
    """Show a saved search: how many it found on which day, and who has entered it lately."""
    number = visit.number("search")
    found = searches.watched(visit.context.database, visit.caller, number, now=visit.now)
    counts = found.saved.counts[-DAYS:]
    return visit.page(
        "saved_search.html",
        search=found.saved,
        entered=found.entered,
        counts=counts[::-1],
        chart=_chart(visit, found.saved) if len(counts) > 1 else None,
        marked=asking.marked(found.saved.asks, found.saved.broken),
        saved=visit.asked("saved"),
    )


def add(visit: Visit) -> Response:
    """Show the form of a new saved search, or save it."""
    visit.caseworkers_only()
    values = dict.fromkeys(NAMES, "") | {"asks": asking.typed(visit)}
    return _form(visit, None, values)


def change(visit: Visit) -> Response:
    """Show the form of a saved search, or change it."""
    number = visit.number("search")
    row = searches.own(visit.context.database, visit.caller, number)
    values = {"name": row.name, "asks": row.asks}
    values |= {name: "on" if getattr(row, name) else "" for name in ("is_shared", "alerts")}
    return _form(visit, number, values)


def remove(visit: Visit) -> Response:
    """Remove a saved search."""
    number = visit.number("search")
    doing.remove(visit.context.database, number, cause=visit.cause().part(f"remove:{number}"))
    return visit.go("searches", query={"saved": "removed"})


def _form(visit: Visit, number: int | None, values: dict[str, str]) -> Response:
    form = SearchForm(values)
    if visit.request.method == "POST":
        form = SearchForm.posted(visit.form, NAMES)
        kept = _kept(visit, form, number)
        if kept is not None and visit.form.get("do") == "write":
            return visit.go("add_broadcast", query={f"search-{kept}": "on"})
        if kept is not None:
            return visit.go("saved_search", search=kept, query={"saved": "yes"})
    return visit.page(
        "search_form.html",
        status=422 if form.errors else 200,
        form=form,
        number=number,
        limits=LIMITS,
        labels={"name": visit.speech.say("Name"), "asks": visit.speech.say("Query")},
        marked=asking.marked(form.values["asks"], form.errors.get("asks")),
    )


def _kept(visit: Visit, form: SearchForm, number: int | None) -> int | None:
    """Keep the search; return its number, or None when something is to be mended first."""
    plan = form.plan()
    if form.errors:
        return None
    with form.refusals():
        if number is None:
            return doing.save(visit.context.database, plan, cause=visit.cause())
        doing.change(visit.context.database, number, plan, cause=visit.cause())
        return number
    return None


def _chart(visit: Visit, search: Saved) -> Markup:
    """Return how many were found on each of the last days, as a line."""
    say, counts = visit.speech.say, search.counts[-DAYS:]
    (first, begun), (last, now) = counts[0], counts[-1]
    known = dict(counts)
    days = [first.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    named = {0, len(days) // 2, len(days) - 1}
    about = say(
        "From {begun} on {first} to {now} on {last}.",
        begun=begun,
        first=f"{first.day}/{first.month}",
        now=now,
        last=f"{last.day}/{last.month}",
    )
    return charts.lines(
        "counts",
        str(say("How many people “{name}” finds", name=search.name)),
        str(about),
        labels=[f"{day.day}/{day.month}" if at in named else "" for at, day in enumerate(days)],
        series=[Series(search.name, tuple(known.get(day) for day in days))],
        to=charts.counting(max(known.values())),
    )
