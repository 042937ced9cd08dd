"""Place somebody, change or end a placement, and answer who has named a company."""

import re

from markupsafe import Markup
from starlette.responses import Response

from bot.actions.placements import nominations, placing
from bot.actions.placements.placing import Terms
from bot.console import companies, crumbs, foreseen
from bot.console.fields import DAYS, Fields, days_shown
from bot.console.foreseen import Question
from bot.console.visit import Visit
from bot.queries import people
from bot.queries.placements import desk
from bot.queries.refs import PersonRef
from bot.rules.refusals import NotThere, Refused
from storage.placements import Nomination, Placement, Slot
from storage.vocabulary import ClaimState

CONTACT = 120
NUMBER = re.compile(r"[0-9]{1,9}")
NAMES = ("where", "starts", "ends", "from_on", "until_on", "contact", *DAYS)
BLANK = dict.fromkeys(NAMES, "") | days_shown("01234")


class NoPlace(Refused):
    """Choose where: an offer of a company, or a company."""


def place(visit: Visit) -> Response:
    """Show the form of a new placement, or place the person."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("person")
    person = people.mentioned(database, visit.caller, number)
    if visit.request.method != "POST":
        return _form(visit, _begun(visit), person=person, placed=None)
    fields, terms = _read(visit)
    if terms is not None and not foreseen.goes_back(visit):
        with fields.refusals():
            return foreseen.do(
                visit,
                lambda here, cause: placing.place(here, number, terms, cause=cause),
                lambda _: visit.go("person", person=number),
                question=_question(visit, person, visit.speech.say("Place somewhere")),
            )
    return _form(visit, fields, person=person, placed=None)


def change(visit: Visit) -> Response:
    """Show the form of a placement, or change it and tell the person once."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("placement")
    placed = desk.placement(database, visit.caller, number, now=visit.now)
    if visit.request.method != "POST":
        return _form(visit, _shown(placed.placement), person=placed.person, placed=placed)
    fields, terms = _read(visit)
    if terms is not None and not foreseen.goes_back(visit):
        with fields.refusals():
            return foreseen.do(
                visit,
                lambda here, cause: placing.change(here, number, terms, cause=cause),
                lambda _: visit.go("person", person=placed.person.id),
                question=_question(visit, placed.person, visit.speech.say("Change the placement")),
            )
    return _form(visit, fields, person=placed.person, placed=placed)


def end(visit: Visit) -> Response:
    """Ask whether a placement is to end now, or end it and tell the person."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("placement")
    placed = desk.placement(database, visit.caller, number, now=visit.now)
    if visit.request.method != "POST" and placed.placement.ended_at is not None:
        return visit.page("end_placement.html", placed=placed)
    say, person = visit.speech.say, placed.person
    question = Question(
        title=say("End the placement at “{company}”?", company=placed.company.name),
        confirm=say("End it and tell the person"),
        path=crumbs.people(visit, person),
        section="people",
        note=say("All days ahead are taken off the schedule. This cannot be undone."),
        keep=(say("Keep the placement"), visit.url("person", person=person.id)),
        danger=True,
    )
    return foreseen.do(
        visit,
        lambda here, cause: placing.end(here, number, cause=cause),
        lambda _: visit.go("person", person=person.id),
        question=question,
    )


def nomination(visit: Visit) -> Response:
    """Show a company that somebody has named as the form of a new one, or make it one."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("nomination")
    found, person = desk.nomination(database, visit.caller, number)
    alike = desk.alike(database, visit.caller, found.company)
    here = {"heading": "nominated", "company": None, "by": person, "alike": alike}
    if visit.request.method != "POST":
        if found.state is not ClaimState.CLAIMED:
            return _answered(visit, found)
        told = {"name": found.company, "address": found.place, "contact": found.contact}
        values = dict.fromkeys(companies.NAMES, "") | told
        return companies.form_page(visit, Fields(values), nomination=found, **here)
    fields, address = companies.read(visit)
    if not fields.errors:
        with fields.refusals():
            made = nominations.accept(database, number, address, cause=visit.cause())
            return visit.go("company", company=made, query={"saved": "nominated"})
    return companies.form_page(visit, fields, nomination=found, **here)


def recognise(visit: Visit) -> Response:
    """Answer that a named company is one that is known already."""
    visit.caseworkers_only()
    known = visit.form.get("company", "")
    if not NUMBER.fullmatch(known):
        raise NotThere
    database, number = visit.context.database, visit.number("nomination")
    made = nominations.recognise(database, number, int(known), cause=visit.cause())
    return visit.go("company", company=made, query={"saved": "nominated"})


def decline(visit: Visit) -> Response:
    """Answer that a named company leads no further."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("nomination")
    _, person = desk.nomination(database, visit.caller, number)
    nominations.decline(database, number, cause=visit.cause())
    return visit.go("person", person=person.id)


def _question(visit: Visit, person: PersonRef, title: Markup) -> Question:
    return Question(
        title=title,
        confirm=visit.speech.say("Save and tell them"),
        path=crumbs.people(visit, person),
        section="people",
    )


def _answered(visit: Visit, found: Nomination) -> Response:
    """Return the way to what became of a named company."""
    if found.company_id:
        return visit.go("company", company=found.company_id)
    return visit.go("person", person=found.participant_id)


def _begun(visit: Visit) -> Fields:
    """Return a blank form, or one of the slot or the company that is asked for."""
    asked = visit.asked("slot")
    rows = desk.open_slots(visit.context.database, visit.caller, now=visit.now)
    slot = next((row.slot for row in rows if str(row.slot.id) == asked), None)
    if slot is not None:
        return _shown(slot)
    company = visit.asked("company")
    return Fields(BLANK | ({"where": f"company-{company}"} if company else {}))


def _shown(row: Placement | Slot) -> Fields:
    slot_id = row.id if isinstance(row, Slot) else row.slot_id
    times = {
        "where": f"slot-{slot_id}" if slot_id else f"company-{row.company_id}",
        "starts": f"{row.starts:%H:%M}",
        "ends": f"{row.ends:%H:%M}",
        "from_on": row.from_on.isoformat(),
        "until_on": row.until_on.isoformat(),
        "contact": row.contact if isinstance(row, Placement) else "",
    }
    return Fields(times | days_shown(row.weekdays))


def _read(visit: Visit) -> tuple[Fields, Terms | None]:
    """Return what was typed, and what it says when nothing is wrong with it."""
    fields = Fields.posted(visit.form, NAMES)
    where = _where(visit, fields)
    starts, ends = fields.clock("starts"), fields.clock("ends")
    from_on, until_on = fields.day("from_on"), fields.day("until_on")
    contact, weekdays = fields.text("contact", CONTACT), fields.weekdays()
    if where is None or fields.errors:
        return fields, None
    company, slot = where
    return fields, Terms(company, slot, weekdays, starts, ends, from_on, until_on, contact)


def _where(visit: Visit, fields: Fields) -> tuple[int, int | None] | None:
    """Return the company and the slot that were chosen; raises NotThere when not the caller's."""
    kind, _, typed = fields.values["where"].partition("-")
    number = int(typed) if NUMBER.fullmatch(typed) else None
    database = visit.context.database
    if number is not None and kind == "slot":
        return desk.slot(database, visit.caller, number, now=visit.now).row.company.id or 0, number
    if number is not None and kind == "company":
        return desk.company(database, visit.caller, number, now=visit.now).company.id or 0, None
    fields.errors["where"] = NoPlace()
    return None


def _form(visit: Visit, fields: Fields, **values: object) -> Response:
    database = visit.context.database
    return visit.page(
        "placement_form.html",
        status=422 if fields.errors else 200,
        form=fields,
        limits={"contact": CONTACT},
        slots=desk.open_slots(database, visit.caller, now=visit.now),
        companies=desk.companies(database, visit.caller, now=visit.now),
        **values,
    )
