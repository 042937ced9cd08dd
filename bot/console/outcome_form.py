"""The form of a job, an education or an IGU: what was typed, and what is wrong beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.console.fields import Fields, NotADate
from bot.rules import cpr, dates, outcomes as rules
from bot.rules.outcomes import CLAIMABLE, MOST_HOURS, Told
from bot.rules.refusals import Refused
from storage.vocabulary import OutcomeKind, Terms

FIELDS = ("kind", "employer", "terms", "hours", "starts_on", "ends_on")
LENGTHS = {"employer": 200}


class NotHours(Refused):
    """“{text}” is not a number of hours a week. Write a number from 1 to {most}."""


class NotAnOutcome(Refused):
    """Choose what the person has found."""


class EndsTooEarly(Refused):
    """It ends before it starts. Choose a day after the first one."""


class HoldsCpr(Refused):
    """This looks like a CPR number, which is never stored here. Write the name only."""


@dataclass
class OutcomeForm(Fields):
    """What was typed, what is wrong with it, and what is known when nothing is."""

    told: Told | None = None


def blank() -> OutcomeForm:
    """Return the form of something new."""
    return OutcomeForm(dict.fromkeys(FIELDS, "") | {"kind": OutcomeKind.JOB.value})


def filled(told: Told) -> OutcomeForm:
    """Return the form of something as it is known."""
    known = {name: str(getattr(told, name) or "") for name in FIELDS}
    return OutcomeForm(known | {"hours": told.hours_in_digits})


def read(posted: Mapping[str, str], *, today: date) -> OutcomeForm:
    """Return what was posted, with what is known when every field can be read."""
    form = OutcomeForm({name: posted.get(name, "").strip() for name in FIELDS})
    kind = form.values["kind"]
    if kind not in set(CLAIMABLE):
        form.errors["kind"] = NotAnOutcome()
    employer = form.text("employer", LENGTHS["employer"], needed=True)
    if cpr.is_in(employer):
        form.errors["employer"] = HoldsCpr()
    hours = _hours(form)
    starts_on, ends_on = _day(form, "starts_on", today), _day(form, "ends_on", today)
    if starts_on and ends_on and ends_on < starts_on:
        form.errors["ends_on"] = EndsTooEarly()
    terms = form.values["terms"]
    if not form.errors:
        form.told = Told(
            kind=OutcomeKind(kind),
            employer=" ".join(employer.split()),
            terms=Terms(terms) if terms in set(Terms) else None,
            hours=hours,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    return form


def _hours(form: OutcomeForm) -> float | None:
    typed = form.values["hours"]
    hours = rules.hours(typed) if typed else None
    if typed and hours is None:
        form.errors["hours"] = NotHours(text=typed, most=MOST_HOURS)
    return hours


def _day(form: OutcomeForm, name: str, today: date) -> date | None:
    typed = form.values[name]
    day = dates.read(typed, today=today) if typed else None
    if typed and day is None:
        form.errors[name] = NotADate(text=typed)
    return day
