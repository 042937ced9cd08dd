"""When the people of a course, or all others, are asked how it goes, and when once more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.rules import statuses
from bot.rules.quiet import QuietHours
from bot.rules.reminders import Rule
from storage.vocabulary import Anchor, ReminderKind


@dataclass(frozen=True)
class Habit:
    """Every week on a weekday (0 is Monday) at a time, and once more so many days later.

    `again_clock` None is the hour at which it was asked. The rules, if any, have their own words.
    """

    weekday: int
    clock: time
    rule_id: int | None = None
    again_days: int = statuses.AGAIN_DAYS
    again_clock: time | None = None
    again_rule_id: int | None = None

    def asked_at(self, week: date, quiet: QuietHours) -> datetime | None:
        """Return when the question of a week (its Monday) is asked, if it is."""
        return statuses.asked_at(week, self.weekday, self.clock, quiet)

    def again_at(self, asked: datetime, quiet: QuietHours) -> datetime:
        """Return when a question without an answer is asked once more."""
        return statuses.again_at(asked, self.again_days, quiet, clock=self.again_clock)


Habits = Mapping[int | None, Habit]
"""By the course; None is for who is on no course with a habit of its own."""


def habits(rules: Sequence[Rule], usual: Habit) -> Habits:
    """Return the habits of a municipality: its rules take the place of what is `usual`."""
    asking = [rule for rule in rules if rule.kind is ReminderKind.CHECK_IN]
    general = _with([rule for rule in asking if rule.course_id is None], usual)
    courses = {rule.course_id for rule in asking if rule.course_id is not None}
    return {None: general} | {
        course: _with([rule for rule in asking if rule.course_id == course], general)
        for course in sorted(courses)
    }


def of_courses(found: Habits, courses: Collection[int]) -> int | None:
    """Return by which of the habits somebody on these courses is asked."""
    return min((course for course in courses if course in found), default=None)


def _with(rules: Sequence[Rule], usual: Habit) -> Habit:
    habit = usual
    for rule in rules:
        if rule.anchor is Anchor.WEEKDAY and rule.weekday is not None:
            at = rule.clock or usual.clock
            habit = replace(habit, weekday=rule.weekday, clock=at, rule_id=rule.id)
        elif rule.days_before is not None:
            days = -rule.days_before
            habit = replace(habit, again_days=days, again_clock=rule.clock, again_rule_id=rule.id)
    return habit
