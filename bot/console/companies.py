"""Companies: the list, one with its slots, add and change."""

from starlette.responses import Response

from bot.actions.placements import companies as doing
from bot.actions.placements.companies import Address
from bot.console import foreseen, meanwhile
from bot.console.fields import Fields, degrees_shown
from bot.console.foreseen import Question
from bot.console.visit import Visit
from bot.queries.placements import desk

LENGTHS = {"name": 120, "address": 200, "contact": 120, "phone": 40}
NAMES = (*LENGTHS, "latitude", "longitude")


def listing(visit: Visit) -> Response:
    """Show the municipality's companies with the places that they have left."""
    found = desk.companies(visit.context.database, visit.caller, now=visit.now)
    return visit.page("companies.html", companies=found)


def company(visit: Visit) -> Response:
    """Show one company with its slots."""
    number = visit.number("company")
    found = desk.company(visit.context.database, visit.caller, number, now=visit.now)
    return visit.page(
        "company.html", found=found, company=found.company, saved=visit.asked("saved")
    )


def add(visit: Visit) -> Response:
    """Show the form of a new company, or add it."""
    visit.caseworkers_only()
    if visit.request.method != "POST":
        return form_page(visit, Fields(dict.fromkeys(NAMES, "")), heading="add", company=None)
    fields, address = read(visit)
    if not fields.errors:
        cause = visit.cause()
        with fields.refusals():
            number = doing.add(visit.context.database, cause.key, address, cause=cause)
            return visit.go("company", company=number)
    return form_page(visit, fields, heading="add", company=None)


def change(visit: Visit) -> Response:
    """Show the form of a company, or change it."""
    visit.caseworkers_only()
    number = visit.number("company")
    database = visit.context.database
    found = desk.company(database, visit.caller, number, now=visit.now).company
    known = meanwhile.shown(shown(doing.address_of(found)))
    if visit.request.method != "POST":
        return form_page(visit, known, heading="change", company=found)
    fields, address = read(visit)
    meanwhile.compare(visit, fields, known)
    if not fields.errors and not foreseen.goes_back(visit):
        with fields.refusals():
            return foreseen.do(
                visit,
                lambda here, cause: doing.change(here, number, address, cause=cause),
                lambda _: visit.go("company", company=number),
                question=Question(
                    title=visit.speech.say("Change the company"),
                    confirm=visit.speech.say("Save and tell them"),
                    path=[
                        (visit.speech.say("Companies"), visit.url("companies")),
                        (found.name, visit.url("company", company=number)),
                    ],
                    section="companies",
                ),
            )
    return form_page(visit, fields, heading="change", company=found)


def read(visit: Visit) -> tuple[Fields, Address]:
    """Return what was typed, and the company that it says when there is no error."""
    fields = Fields.posted(visit.form, NAMES)
    texts = {
        name: fields.text(name, limit, needed=name == "name") for name, limit in LENGTHS.items()
    }
    latitude, longitude = fields.point()
    return fields, Address(**texts, latitude=latitude, longitude=longitude)


def shown(address: Address) -> Fields:
    """Return the form of a company as it is."""
    texts = {name: getattr(address, name) for name in LENGTHS}
    points = {name: degrees_shown(getattr(address, name)) for name in ("latitude", "longitude")}
    return Fields(texts | points)


def form_page(visit: Visit, fields: Fields, **values: object) -> Response:
    """Return the page with the form of a company."""
    status = 422 if fields.errors else 200
    defaults = {"nomination": None, "by": None, "alike": ()}
    return visit.page(
        "company_form.html", status=status, form=fields, limits=LENGTHS, **(defaults | values)
    )
