"""The match categories, and how many hours a week are asked: what a municipality sets up."""

from starlette.responses import Response

from bot.actions import municipalities
from bot.actions.readiness import categories as doing
from bot.actions.readiness.categories import NoHorizon, Plan
from bot.console.fields import SHORT, Fields
from bot.console.visit import Visit
from bot.queries.readiness import categories
from bot.rules import readiness as rules
from bot.rules.outcomes import MOST_HOURS
from bot.rules.refusals import NotThere
from storage.readiness import Category
from storage.vocabulary import Colour

LABEL, MOST = 60, 99
NAMES = ("label_da", "label_en", "colour", "horizon_months", "is_ready", "place", "active")
LIMITS = {"label_da": LABEL, "label_en": LABEL}
ON = "on"


class CategoryForm(Fields):
    """One category as it is typed."""

    def read(self) -> Plan:
        """Return the category; of use when there is no error."""
        colour = self.values["colour"]
        return Plan(
            label_da=self.text("label_da", LABEL, needed=True),
            label_en=self.text("label_en", LABEL, needed=True),
            colour=Colour(colour) if colour in set(Colour) else Colour.GREY,
            horizon_months=self._months(),
            is_ready=bool(self.values["is_ready"]),
            active=bool(self.values["active"]),
        )

    def _months(self) -> int | None:
        typed = self.text("horizon_months", SHORT)
        if typed and not (typed.isascii() and typed.isdecimal()):
            self.errors["horizon_months"] = NoHorizon(most=rules.LONGEST_HORIZON)
            return None
        return int(typed) if typed else None


def listing(visit: Visit) -> Response:
    """Show the categories in order, and the hours that are asked; or ask for others."""
    database = visit.context.database
    form = Fields({"weekly_hours": str(categories.weekly_hours(database, visit.caller))})
    if visit.request.method == "POST":
        form = Fields.posted(visit.form, ("weekly_hours",))
        hours = form.whole("weekly_hours", low=0, high=MOST_HOURS)
        if not form.errors:
            with form.refusals():
                municipalities.ask_hours(database, hours, cause=visit.cause())
                return visit.go("categories", query={"saved": "yes"})
    return visit.page(
        "categories.html",
        status=422 if form.errors else 200,
        categories=categories.of_home(database, visit.caller),
        form=form,
        limits={},
        saved=visit.asked("saved"),
    )


def add(visit: Visit) -> Response:
    """Show the form of a new category, or add it."""
    found = categories.of_home(visit.context.database, visit.caller)
    blank = dict.fromkeys(NAMES, "") | {
        "colour": Colour.GREY.value,
        "place": str(len(found) + 1),
        "active": ON,
    }
    return _form(visit, None, CategoryForm(blank))


def change(visit: Visit) -> Response:
    """Show a category, or change it for those who are in it, too."""
    found = categories.of_home(visit.context.database, visit.caller)
    row = next((one for one in found if one.id == visit.number("category")), None)
    if row is None:
        raise NotThere
    shown = {
        "label_da": row.label_da,
        "label_en": row.label_en,
        "colour": row.colour.value,
        "horizon_months": str(row.horizon_months or ""),
        "is_ready": ON if row.is_ready else "",
        "place": str(row.position),
        "active": ON if row.active else "",
    }
    return _form(visit, row, CategoryForm(shown))


def _form(visit: Visit, row: Category | None, form: CategoryForm) -> Response:
    if visit.request.method == "POST":
        form = CategoryForm.posted(visit.form, NAMES)
        plan, place = form.read(), form.whole("place", low=1, high=MOST)
        if not form.errors:
            with form.refusals():
                _save(visit, row, plan, place)
                return visit.go("categories", query={"saved": "yes"})
    return visit.page(
        "category_form.html",
        status=422 if form.errors else 200,
        category=row,
        form=form,
        limits=LIMITS,
        colours=list(Colour),
    )


def _save(visit: Visit, row: Category | None, plan: Plan, place: int) -> None:
    database, cause = visit.context.database, visit.cause()
    if row is None:
        doing.add(database, plan, place=place, cause=cause)
    else:
        doing.change(database, row.id or 0, plan, place=place, cause=cause)
