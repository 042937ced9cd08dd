"""What a reminder rule may say: exactly one time, and one that makes sense for its kind."""

from collections.abc import Collection
from dataclasses import replace

from bot.rules.refusals import Refused
from bot.rules.reminders import MOST_DAYS, Rule
from storage.vocabulary import Anchor, ReminderKind

OF_PLACEMENTS = frozenset({ReminderKind.PLACEMENT_START, ReminderKind.PLACEMENT_WEEK})
MOST_MINUTES = MOST_DAYS * 24 * 60
WEEK = 7
"""An answer counts in the week that it is about and the one after."""


class NoTimeGiven(Refused):
    """Say when: a number of days with a time of day, or a number of minutes, or a weekday."""


class TwoTimesGiven(Refused):
    """Give days with a time of day, or minutes, not both."""


class NoTimeOfDay(Refused):
    """Say at what time of that day."""


class NoDays(Refused):
    """Say how many days. 0 is the day itself."""


class NoDayOfWeek(Refused):
    """Choose the weekday."""


class NotOnAWeekday(Refused):
    """This is for a fixed weekday. Empty it, or choose “On a weekday”."""


class BeforeZero(Refused):
    """Write a number without a minus. “Before the start” and “After the end” say which way."""


class TooFar(Refused):
    """At most {days} days: nothing is planned further from a session than that."""


class AskedOnAWeekday(Refused):
    """How it goes is asked on a weekday. “After the end” with days asks once more."""


class AskedTooLate(Refused):
    """At most {days} days: later, the week that was asked about is over."""


class WhenItBegins(Refused):
    """Give at least one minute: nobody is reminded of what has begun."""


class NoCourseHere(Refused):
    """A placement belongs to no course. Choose all courses."""


class NothingToFillIn(Refused):
    """{variables} speaks of a session, and how it goes is asked about none. Leave it out."""


class SameRule(Refused):
    """There is already a rule like this one. Change that one, or choose another time."""


def check(rule: Rule, others: Collection[Rule] = ()) -> None:
    """Raise a refusal with its field for a rule that says no time, two, or a useless one.

    `others` are the rules in force beside it.
    """
    if rule.anchor is Anchor.WEEKDAY:
        _check_weekday(rule)
    else:
        _check_distance(rule)
    if rule.kind is ReminderKind.CHECK_IN:
        _check_asking(rule)
    if rule.course_id is not None and rule.kind in OF_PLACEMENTS:
        raise NoCourseHere(field="course")
    if any(_is_same(rule, other) for other in others if other.id != rule.id):
        raise SameRule(field="anchor")


def signed(rule: Rule) -> Rule:
    """Return a rule whose numbers were typed without a sign: after the end they are negative."""
    if rule.anchor is not Anchor.END:
        return rule
    days, minutes = rule.days_before, rule.minutes_before
    return replace(
        rule,
        days_before=None if days is None else -days,
        minutes_before=None if minutes is None else -minutes,
    )


def _check_weekday(rule: Rule) -> None:
    if rule.days_before is not None or rule.minutes_before is not None:
        raise TwoTimesGiven(field="days" if rule.days_before is not None else "minutes")
    if rule.weekday is None:
        raise NoDayOfWeek(field="weekday")
    if rule.clock is None:
        raise NoTimeOfDay(field="at")


def _check_distance(rule: Rule) -> None:
    if rule.weekday is not None:
        raise NotOnAWeekday(field="weekday")
    if rule.minutes_before is not None:
        if rule.days_before is not None or rule.clock is not None:
            raise TwoTimesGiven(field="minutes")
    elif rule.days_before is None:
        raise NoDays(field="days") if rule.clock else NoTimeGiven(field="days")
    elif rule.clock is None:
        raise NoTimeOfDay(field="at")
    _check_way(rule)


def _check_way(rule: Rule) -> None:
    way = -1 if rule.anchor is Anchor.END else 1
    for name, number, most in (
        ("days", rule.days_before, MOST_DAYS),
        ("minutes", rule.minutes_before, MOST_MINUTES),
    ):
        if number is not None and number * way < 0:
            raise BeforeZero(field=name)
        if number is not None and abs(number) > most:
            raise TooFar(days=MOST_DAYS, field=name)
    if rule.anchor is Anchor.START and rule.minutes_before == 0:
        raise WhenItBegins(field="minutes")


def _check_asking(rule: Rule) -> None:
    if rule.anchor is Anchor.START or rule.minutes_before is not None or rule.days_before == 0:
        raise AskedOnAWeekday(field="anchor")
    if rule.days_before is not None and abs(rule.days_before) > WEEK:
        raise AskedTooLate(days=WEEK, field="days")


def _is_same(rule: Rule, other: Rule) -> bool:
    """Tell whether two rules are of one kind and course and name the same moment.

    How it goes is asked once a week, and once more: a second rule of either form is one too many.
    """
    if (rule.kind, rule.course_id) != (other.kind, other.course_id):
        return False
    if rule.kind is ReminderKind.CHECK_IN:
        return rule.anchor is other.anchor
    return rule == replace(other, id=rule.id)
