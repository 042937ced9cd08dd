"""Outcomes: enter, confirm, reject, correct and end what is known of a person."""

from collections.abc import Callable
from datetime import date

from starlette.responses import Response

from bot.actions import outcomes as doing
from bot.console import meanwhile, outcome_form as forms
from bot.console.fields import Fields
from bot.console.outcome_form import OutcomeForm
from bot.console.visit import Visit
from bot.queries import outcomes, people
from bot.queries.outcomes import Claim
from bot.rules.outcomes import Told
from bot.rules.time import local
from storage.people import Participant
from storage.vocabulary import OutcomeKind, Terms


def add(visit: Visit) -> Response:
    """Show the form of something new, or enter it: confirmed at once."""
    number = visit.number("person")
    person = people.named(visit.context.database, visit.caller, number)
    if visit.request.method != "POST":
        return _form(visit, forms.blank(), person, heading="add")

    def enter(told: Told) -> None:
        doing.enter(visit.context.database, number, told, cause=visit.cause())

    return _save(visit, person, _read(visit), enter, heading="add")


def correct(visit: Visit) -> Response:
    """Show the form of something found, or correct it."""
    person, found = _claim(visit)
    known, was = meanwhile.shown(forms.filled(found.told)), found.told
    if visit.request.method != "POST":
        return _form(visit, known, person, heading="correct")
    form = _read(visit)
    if form.told != was:
        days = {"starts_on": was.starts_on, "ends_on": was.ends_on}
        meanwhile.compare(visit, form, known, kind=was.kind, terms=was.terms, **days)

    def change(told: Told) -> None:
        doing.correct(visit.context.database, found.id, told, cause=visit.cause())

    return _save(visit, person, form, change, heading="correct")


def confirm(visit: Visit) -> Response:
    """Ask by what it is known, or confirm what a person has told, which tells them."""
    person, found = _claim(visit)
    if visit.request.method != "POST":
        return _step(visit, Fields({"evidence": found.told.evidence}), person, found, do="confirm")
    form = forms.read_evidence(visit.form)
    if not form.errors:
        with form.refusals():
            evidence = form.values["evidence"]
            doing.confirm(visit.context.database, found.id, evidence, cause=visit.cause())
            return _back(visit, person)
    return _step(visit, form, person, found, do="confirm")


def end(visit: Visit) -> Response:
    """Ask for the last day, or note it."""
    person, found = _claim(visit)
    if visit.request.method != "POST":
        today = local(visit.now).date()
        known: date = found.told.ends_on or today
        return _step(visit, Fields({"ends_on": known.isoformat()}), person, found, do="end")
    form, ends_on = forms.read_end(visit.form)
    if not form.errors:
        with form.refusals():
            doing.end(visit.context.database, found.id, ends_on, cause=visit.cause())
            return _back(visit, person)
    return _step(visit, form, person, found, do="end")


def reject(visit: Visit) -> Response:
    """Leave it unconfirmed, which asks the person to talk with their caseworker."""
    person, found = _claim(visit)
    doing.reject(visit.context.database, found.id, cause=visit.cause())
    return _back(visit, person)


def _claim(visit: Visit) -> tuple[Participant, Claim]:
    return outcomes.claim(visit.context.database, visit.caller, visit.number("outcome"))


def _read(visit: Visit) -> OutcomeForm:
    return forms.read(visit.form, today=local(visit.now).date())


def _save(
    visit: Visit,
    person: Participant,
    form: OutcomeForm,
    save: Callable[[Told], None],
    *,
    heading: str,
) -> Response:
    if form.told and not form.errors:
        with form.refusals():
            save(form.told)
            return _back(visit, person)
    return _form(visit, form, person, heading=heading)


def _back(visit: Visit, person: Participant) -> Response:
    return visit.go("person", person=person.id)


def _form(visit: Visit, form: OutcomeForm, person: Participant, *, heading: str) -> Response:
    return visit.page(
        "outcome_form.html",
        status=422 if form.errors else 200,
        form=form,
        person=person,
        heading=heading,
        kinds=list(OutcomeKind),
        terms=list(Terms),
        limits=forms.LENGTHS,
    )


def _step(visit: Visit, form: Fields, person: Participant, found: Claim, *, do: str) -> Response:
    """Show the one field that is asked for before something is done."""
    return visit.page(
        "outcome_step.html",
        status=422 if form.errors else 200,
        form=form,
        person=person,
        claim=found,
        do=do,
        limits=forms.LENGTHS,
    )
