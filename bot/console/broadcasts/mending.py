"""Mend what was sent: withdraw it, correct it, send it again to whom it did not reach."""

from markupsafe import Markup
from starlette.responses import Response

from bot.actions.broadcasts import drafting, mending as doing
from bot.actions.broadcasts.confirming import Seen
from bot.console import writing_form
from bot.console.broadcasts import form as forms
from bot.console.fields import Fields
from bot.console.language import CALLED
from bot.console.visit import Visit
from bot.console.writing_form import WritingFields
from bot.queries.broadcasts.mending import Mendable, mendable
from bot.rules.broadcasts import TYPE_ABOVE, NobodyCorrected, NotSentYet
from storage.vocabulary import Gap, Language

GAPS: dict[Language, str] = {one: f"gap_{one}" for one in Language if one is not Language.DANISH}
NAMES = (*writing_form.NAMES, *GAPS.values(), "typed")


def again(visit: Visit) -> Response:
    """Begin a copy for those whom it did not reach, and go on writing it."""
    number = visit.number("broadcast")
    copy = drafting.again(visit.context.database, number, cause=visit.cause().part("again"))
    return visit.go("change_broadcast", broadcast=copy)


def withdraw(visit: Visit) -> Response:
    """Say what a withdrawal does and what it cannot, or withdraw it."""
    found, form = _found(visit), Fields({})
    if visit.request.method == "POST":
        with form.refusals():
            number = visit.number("broadcast")
            doing.withdraw(visit.context.database, number, cause=visit.cause())
            return visit.go("broadcast", broadcast=number, query={"saved": "withdrawn"})
    return visit.page(
        "broadcast_withdraw.html", status=409 if form.errors else 200, form=form, found=found
    )


def correct(visit: Visit) -> Response:
    """Show the texts as they were sent, or say them right to everybody who has them."""
    found = _found(visit)
    said = writing_form.values_of(found.written)
    form = WritingFields({**said, **_gaps_of(found), "typed": ""})
    if not found.is_sent:
        form.refuse(NotSentYet())
    elif not found.concerned:
        form.refuse(NobodyCorrected())
    elif visit.request.method == "POST":
        form = WritingFields.posted(visit.form, NAMES)
        correction = _corrected(visit, form, found)
        if correction is not None:
            return visit.go("broadcast", broadcast=correction, query={"saved": "corrected"})
    shown = writing_form.shown(visit, form, found.written)
    return visit.page(
        "broadcast_correct.html",
        status=422 if form.errors else 200,
        found=found,
        gaps={one: name for one, name in GAPS.items() if one in found.languages},
        added_labels=_labels(visit),
        must_type=found.concerned > TYPE_ABOVE,
        waits=Gap.WAIT,
        danish=Gap.DANISH,
        limits=writing_form.LIMITS,
        **{**shown, "places": range(found.answers)},
    )


def _found(visit: Visit) -> Mendable:
    number = visit.number("broadcast")
    return mendable(visit.context.database, visit.caller, number, now=visit.now)


def _corrected(visit: Visit, form: WritingFields, found: Mendable) -> int | None:
    """Return the number of the correction; None when the form was only helped, or refused."""
    if writing_form.was_helped(visit, form):
        return None
    contents = form.contents(visit.files, found.written)
    gaps = {
        one: Gap(form.values[name]) for one, name in GAPS.items() if form.values[name] in set(Gap)
    }
    if form.errors:
        return None
    with form.refusals():
        database, number = visit.context.database, visit.number("broadcast")
        seen = Seen(forms.number(visit.form.get("count", "")) or 0, typed=form.values["typed"])
        return doing.correct(database, number, contents, gaps, seen=seen, cause=visit.cause())
    return None


def _gaps_of(found: Mendable) -> dict[str, str]:
    return {name: str(found.row.gaps.get(one, "")) for one, name in GAPS.items()}


def _labels(visit: Visit) -> dict[str, Markup]:
    say = visit.speech.say
    gaps = {
        name: say("Without a reviewed translation ({language})", language=say(CALLED[one]))
        for one, name in GAPS.items()
    }
    return gaps | {"typed": say("How many people it goes to")}
