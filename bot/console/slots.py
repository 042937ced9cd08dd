"""Slots of companies: look, add, change, close; and the answer to who is interested."""

from starlette.responses import Response

from bot.actions.placements import interests, slots as doing
from bot.actions.placements.slots import Offer
from bot.console.fields import DAYS, Fields, days_shown
from bot.console.visit import Visit
from bot.queries.placements import desk

LENGTHS = {"trade": 120, "trade_en": 120, "trade_ar": 120, "trade_ti": 120}
NAMES = (*LENGTHS, "capacity", "level", "starts", "ends", "from_on", "until_on", *DAYS)
BLANK = dict.fromkeys(NAMES, "") | {"capacity": "1", "level": "0"} | days_shown("01234")
MOST_PLACES = 200
LEVELS = 3


def slot(visit: Visit) -> Response:
    """Show one slot with who wishes for it and who is placed."""
    number = visit.number("slot")
    found = desk.slot(visit.context.database, visit.caller, number, now=visit.now)
    return visit.page("slot.html", found=found, row=found.row, slot=found.row.slot)


def add(visit: Visit) -> Response:
    """Show the form of a new slot, or add it."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("company")
    company = desk.company(database, visit.caller, number, now=visit.now).company
    here = {"heading": "add", "company": company, "slot": None}
    if visit.request.method != "POST":
        return _form(visit, Fields(dict(BLANK)), **here)
    fields, offer = _read(visit)
    if not fields.errors:
        cause = visit.cause()
        with fields.refusals():
            added = doing.add(database, number, cause.key, offer, cause=cause)
            return visit.go("slot", slot=added)
    return _form(visit, fields, **here)


def change(visit: Visit) -> Response:
    """Show the form of a slot, or change it."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("slot")
    row = desk.slot(database, visit.caller, number, now=visit.now).row
    here = {"heading": "change", "company": row.company, "slot": row.slot}
    if visit.request.method != "POST":
        return _form(visit, _shown(doing.offer_of(row.slot)), **here)
    fields, offer = _read(visit)
    if not fields.errors:
        with fields.refusals():
            doing.change(database, number, offer, cause=visit.cause())
            return visit.go("slot", slot=number)
    return _form(visit, fields, **here)


def close(visit: Visit) -> Response:
    """Ask whether a slot is to be offered no more, or close it."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("slot")
    found = desk.slot(database, visit.caller, number, now=visit.now)
    if visit.request.method != "POST":
        return visit.page("close_slot.html", found=found, row=found.row, slot=found.row.slot)
    doing.close(database, number, cause=visit.cause())
    return visit.go("slot", slot=number)


def decline(visit: Visit) -> Response:
    """Answer somebody who is interested: not this slot."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("interest")
    wish = desk.interest(database, visit.caller, number)
    interests.decline(database, number, cause=visit.cause())
    return visit.go("slot", slot=wish.slot_id)


def _read(visit: Visit) -> tuple[Fields, Offer]:
    fields = Fields.posted(visit.form, NAMES)
    texts = {
        name: fields.text(name, limit, needed=name == "trade") for name, limit in LENGTHS.items()
    }
    offer = Offer(
        trade=texts["trade"],
        trade_en=texts["trade_en"] or None,
        trade_ar=texts["trade_ar"] or None,
        trade_ti=texts["trade_ti"] or None,
        capacity=fields.whole("capacity", low=1, high=MOST_PLACES),
        level=fields.whole("level", low=0, high=LEVELS),
        weekdays=fields.weekdays(),
        starts=fields.clock("starts"),
        ends=fields.clock("ends"),
        from_on=fields.day("from_on"),
        until_on=fields.day("until_on"),
    )
    return fields, offer


def _shown(offer: Offer) -> Fields:
    texts = {name: getattr(offer, name) or "" for name in LENGTHS}
    rest = {
        "capacity": str(offer.capacity),
        "level": str(offer.level),
        "starts": f"{offer.starts:%H:%M}",
        "ends": f"{offer.ends:%H:%M}",
        "from_on": offer.from_on.isoformat(),
        "until_on": offer.until_on.isoformat(),
    }
    return Fields(texts | rest | days_shown(offer.weekdays))


def _form(visit: Visit, fields: Fields, **values: object) -> Response:
    status = 422 if fields.errors else 200
    return visit.page("slot_form.html", status=status, form=fields, limits=LENGTHS, **values)
