"""Job and education: enter, correct, confirm and reject what a person has found."""

from collections.abc import Callable

from starlette.responses import Response

from bot.actions import outcomes as doing
from bot.console import outcome_form as forms
from bot.console.outcome_form import OutcomeForm
from bot.console.visit import Visit
from bot.queries import outcomes, people
from bot.rules.outcomes import CLAIMABLE, Told
from bot.rules.time import local
from storage.people import Participant
from storage.vocabulary import Terms


def add(visit: Visit) -> Response:
    """Show the form of something new, or enter it: confirmed at once."""
    number = visit.number("person")
    person = people.named(visit.context.database, visit.caller, number)
    if visit.request.method != "POST":
        return _form(visit, forms.blank(), person, heading="add")

    def enter(told: Told) -> None:
        doing.enter(visit.context.database, number, told, cause=visit.cause())

    return _save(visit, person, enter, heading="add")


def correct(visit: Visit) -> Response:
    """Show the form of something found, or correct it."""
    number = visit.number("outcome")
    person, found = outcomes.claim(visit.context.database, visit.caller, number)
    if visit.request.method != "POST":
        return _form(visit, forms.filled(found.told), person, heading="correct")

    def change(told: Told) -> None:
        doing.correct(visit.context.database, number, told, cause=visit.cause())

    return _save(visit, person, change, heading="correct")


def confirm(visit: Visit) -> Response:
    """Confirm what a person has told, which tells them."""
    return _decide(visit, doing.confirm)


def reject(visit: Visit) -> Response:
    """Leave it unconfirmed, which asks the person to talk with their caseworker."""
    return _decide(visit, doing.reject)


def _decide(visit: Visit, decide: Callable[..., None]) -> Response:
    number = visit.number("outcome")
    person, _ = outcomes.claim(visit.context.database, visit.caller, number)
    decide(visit.context.database, number, cause=visit.cause())
    return _back(visit, person)


def _save(
    visit: Visit, person: Participant, save: Callable[[Told], None], *, heading: str
) -> Response:
    form = forms.read(visit.form, today=local(visit.now).date())
    if form.told:
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
        kinds=CLAIMABLE,
        terms=list(Terms),
        limits=forms.LENGTHS,
    )
