"""Outcomes: what is asked and known about each kind, and when somebody asks again."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.rules import dates, numerals
from bot.rules.quiet import ONE_DAY, QuietHours
from bot.rules.refusals import Refused
from bot.rules.time import at
from storage.vocabulary import OutcomeKind, Terms

CLAIMABLE = (OutcomeKind.JOB, OutcomeKind.EDUCATION, OutcomeKind.IGU)
"""What a participant can tell in the chat, and is asked about again."""
KNOWN = {
    OutcomeKind.JOB: {"employer", "terms", "hours", "starts_on", "ends_on"},
    OutcomeKind.EDUCATION: {"employer", "starts_on", "ends_on"},
    OutcomeKind.IGU: {"employer", "hours", "starts_on", "ends_on"},
    OutcomeKind.SELF_SUPPORTING: {"starts_on", "ends_on"},
    OutcomeKind.MOVED: {"starts_on"},
}
"""What there is to know about each kind, beside the evidence."""
WEEKS = (4, 13, 26)
"""So long after the start is asked whether it is as it was."""
ASKED_AT = time(17)
"""In the afternoon, when most have come home."""
GRACE = timedelta(days=14)
"""A question that was held up for longer is not asked any more."""
NEAR = timedelta(days=92)
"""A first day that is corrected by more may be that of another job at the same company."""
MOST_HOURS = 60
A_YEAR = timedelta(days=366)
USUAL_HOURS = (37, 30, 20)
"""Hours a week that have a button; 37 is full time in Denmark."""

_HOURS = re.compile(r"(?P<minus>[-−–])?(?P<whole>\d+)(?:[.,٫](?P<part>\d{1,2}))?|(?P<geez>[፩-፻]+)")


class EndsTooEarly(Refused):
    """It ends before it starts. Choose a day after the first one."""


class NoFirstDay(Refused):
    """Fill in the day: without it nobody can count this."""


class NoLastDay(Refused):
    """This has no last day. Correct its day instead."""


class NoEvidence(Refused):
    """Write by what it is known, such as a contract, a payslip or a register."""


class SupportedThen(Refused):
    """This overlaps with what is entered: self-supporting from {day}. End or correct that first."""


class PerhapsTheSame(Refused):
    """Is this the outcome from {days}? Then correct that one in the console; else end it first."""


class Step(StrEnum):
    """What is awaited while somebody tells what they have found."""

    EMPLOYER = "employer"
    TERMS = "terms"
    HOURS = "hours"
    HOURS_TYPED = "hours_typed"
    STARTS = "starts"
    STARTS_TYPED = "starts_typed"
    SUMMARY = "summary"

    @property
    def asked(self) -> "Step":
        """The question that this step belongs to."""
        return {Step.HOURS_TYPED: Step.HOURS, Step.STARTS_TYPED: Step.STARTS}.get(self, self)


@dataclass(frozen=True)
class Told:
    """What is known of an outcome; None where nobody has said it.

    `evidence` tells the staff by what it is known.
    """

    kind: OutcomeKind
    employer: str = ""
    terms: Terms | None = None
    hours: float | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    evidence: str = ""

    def is_over(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < today

    @property
    def hours_in_digits(self) -> str:
        """The hours as they stand on a contract, "37" or "32,5"; empty where none are known."""
        return f"{self.hours:g}".replace(".", ",") if self.hours is not None else ""


def told(row: object) -> Told:
    """Return what is known by whatever has these fields."""
    return Told(**{name: getattr(row, name) for name in Told.__dataclass_fields__})


def fitting(told: Told) -> Told:
    """Leave out what there is not to know about this kind."""
    known = KNOWN[told.kind]
    return replace(
        told,
        employer=told.employer if "employer" in known else "",
        terms=told.terms if "terms" in known else None,
        hours=told.hours if "hours" in known else None,
        ends_on=told.ends_on if "ends_on" in known else None,
    )


def check(told: Told, *, others: Iterable[Told] = ()) -> None:
    """Refuse what makes no sense, by itself or beside the `others` of the same person.

    Raises EndsTooEarly, NoFirstDay, SupportedThen.
    """
    if told.starts_on and told.ends_on and told.ends_on < told.starts_on:
        raise EndsTooEarly(field="ends_on")
    if told.kind in CLAIMABLE:
        return
    if told.starts_on is None:
        raise NoFirstDay(field="starts_on")
    if told.kind is OutcomeKind.SELF_SUPPORTING:
        for other in others:
            if other.kind is told.kind and _overlap(told, other):
                raise SupportedThen(field="starts_on", day=_digits(other.starts_on))


def recognised(
    wanted: Told, known: Mapping[int, Told], *, named: Collection[date | None]
) -> int | None:
    """Return which of what is known about a person, by its number, a line of a list means.

    What begins on the same day is the same, also at another employer. Else it is what overlaps at
    the same employer and begins at about the same time: its first day is corrected. None of those
    is whose day is `named` in the list, for that line means it. Raises PerhapsTheSame when more
    than one may be meant, or one that began at quite another time.
    """
    alike = {number: one for number, one in known.items() if one.kind is wanted.kind}
    there = {number for number, one in alike.items() if _employer(one) == _employer(wanted)}
    same_day = {number for number, one in alike.items() if one.starts_on == wanted.starts_on}
    others = {
        number
        for number in there - same_day
        if alike[number].starts_on not in named and _overlap(alike[number], wanted)
    }
    found = (same_day & there) or same_day or others
    if len(found) > 1 or (found == others and not all(_near(alike[n], wanted) for n in found)):
        days = ", ".join(_digits(alike[number].starts_on) or "?" for number in sorted(found))
        raise PerhapsTheSame(field="starts_on", days=days)
    return next(iter(found), None)


def is_same(one: Told, other: Told) -> bool:
    """Tell whether two are of one kind, begin on one day, and are at one employer."""
    first, second = ((told.kind, told.starts_on, _employer(told)) for told in (one, other))
    return first == second


def _employer(told: Told) -> str:
    return " ".join(told.employer.casefold().split())


def _near(one: Told, other: Told) -> bool:
    if one.starts_on is None or other.starts_on is None:
        return True
    return abs(one.starts_on - other.starts_on) <= NEAR


def _overlap(one: Told, other: Told) -> bool:
    """Tell whether two stretches of days, both ends included, have a day in common."""
    first, second = one.starts_on or date.min, other.starts_on or date.min
    return first <= (other.ends_on or date.max) and second <= (one.ends_on or date.max)


def _digits(on: date | None) -> str:
    return f"{on.day}/{on.month}/{on.year}" if on else ""


def steps(kind: OutcomeKind) -> tuple[Step, ...]:
    """Return what is asked about something that was found, in order."""
    return {
        OutcomeKind.JOB: (Step.EMPLOYER, Step.TERMS, Step.HOURS, Step.STARTS),
        OutcomeKind.EDUCATION: (Step.EMPLOYER, Step.STARTS),
        OutcomeKind.IGU: (Step.EMPLOYER, Step.HOURS, Step.STARTS),
    }.get(kind, (Step.STARTS,))


def after(step: Step, kind: OutcomeKind) -> Step:
    """Return what is asked next."""
    order = (*steps(kind), Step.SUMMARY)
    return order[order.index(step.asked) + 1]


def is_said(step: Step, told: Told) -> bool:
    """Tell whether this question has an answer."""
    values = {
        Step.EMPLOYER: bool(told.employer),
        Step.TERMS: told.terms is not None,
        Step.HOURS: told.hours is not None,
        Step.STARTS: told.starts_on is not None,
    }
    return values.get(step.asked, False)


def first_open(told: Told) -> Step:
    """Return the first question without an answer."""
    unsaid = (step for step in steps(told.kind) if not is_said(step, told))
    return next(unsaid, Step.SUMMARY)


def hours(text: str) -> float | None:
    """Return the hours a week that somebody typed, with up to two decimals, or None."""
    form = _HOURS.search(text)
    if form is None or form["minus"]:
        return None
    number = numerals.whole(form["whole"] or form["geez"])
    if number is None:
        return None
    found = float(f"{number}.{form['part'] or 0}")
    return found if 0 < found <= MOST_HOURS else None


def starts(text: str, *, today: date) -> date | None:
    """Return the first day that somebody typed, if it is within a year from today."""
    found = dates.read(text, today=today)
    return found if found and is_sensible(found, today=today) else None


def is_sensible(starts_on: date, *, today: date) -> bool:
    """Tell whether a first day lies within a year from today, before or after."""
    return abs(starts_on - today) <= A_YEAR


def follow_ups(starts_on: date | None, *, ends_on: date | None, over: bool) -> dict[int, date]:
    """Return on which day is asked, by the weeks since the start; what is over is not asked."""
    if starts_on is None or over:
        return {}
    days = {weeks: starts_on + timedelta(weeks=weeks) for weeks in WEEKS}
    return {weeks: day for weeks, day in days.items() if ends_on is None or day < ends_on}


def is_too_late(due_on: date, *, today: date) -> bool:
    """Tell whether a question of this day need not be asked any more."""
    return due_on + GRACE < today


def asking_moment(due_on: date, quiet: QuietHours) -> datetime:
    """Return when to ask on this day, or on the next one that is no holiday."""
    while quiet.is_holiday(due_on):
        due_on += ONE_DAY
    return quiet.over(at(due_on, ASKED_AT))
