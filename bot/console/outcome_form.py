"""The form of an outcome: what was typed, and what is wrong beside its field."""

from collections.abc import Mapping, Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.console.fields import Fields, NotADate
from bot.rules import cpr, dates, outcomes as rules
from bot.rules.outcomes import KNOWN, MOST_HOURS, Told
from bot.rules.refusals import Refused
from storage.vocabulary import OutcomeKind, Terms

FIELDS = ("kind", "employer", "terms", "hours", "starts_on", "ends_on", "evidence")
LENGTHS = {"employer": 200, "evidence": 200}


class NotHours(Refused):
    """“{text}” is not a number of hours a week. Write a number from 1 to {most}."""


class NotAnOutcome(Refused):
    """Choose what it is."""


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
    """Return what was posted, with what is known when every field can be read.

    Fields that say nothing about this kind are not looked at.
    """
    form = OutcomeForm({name: posted.get(name, "").strip() for name in FIELDS})
    typed = form.values["kind"]
    if typed not in set(OutcomeKind):
        form.errors["kind"] = NotAnOutcome()
        return form
    kind = OutcomeKind(typed)
    values = _values(form, KNOWN[kind], today)
    if not form.errors:
        form.told = rules.fitting(Told(kind=kind, **values))
    return form


def read_evidence(posted: Mapping[str, str]) -> Fields:
    """Return by what something is known, as it was posted."""
    form = Fields.posted(posted, ("evidence",))
    form.text("evidence", LENGTHS["evidence"], needed=True)
    return form


def read_end(posted: Mapping[str, str]) -> tuple[Fields, date]:
    """Return the last day as it was posted; without an error it can be read."""
    form = Fields.posted(posted, ("ends_on",))
    return form, form.day("ends_on")


def _values(form: OutcomeForm, known: AbstractSet[str], today: date) -> dict[str, Any]:
    """Return what was typed into the fields that say something."""
    employer = (
        form.text("employer", LENGTHS["employer"], needed=True) if "employer" in known else ""
    )
    if cpr.is_in(employer):
        form.errors["employer"] = HoldsCpr()
    terms = form.values["terms"]
    return {
        "employer": " ".join(employer.split()),
        "terms": Terms(terms) if terms in set(Terms) else None,
        "hours": _hours(form) if "hours" in known else None,
        "starts_on": _day(form, "starts_on", today),
        "ends_on": _day(form, "ends_on", today) if "ends_on" in known else None,
        "evidence": " ".join(form.text("evidence", LENGTHS["evidence"]).split()),
    }


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
