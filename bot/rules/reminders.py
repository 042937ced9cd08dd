"""When reminders of a session are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.rules.quiet import QuietHours
from bot.rules.time import at, local

CLOSE = timedelta(minutes=30)
"""A reminder nearer to the start than this comes too late to act on."""

APART = timedelta(hours=3)
"""A reminder that quiet hours moved this near to an earlier one says nothing new."""


@dataclass(frozen=True)
class Rule:
    """`days_before` at `clock` o'clock, or `minutes_before` the start; one of the two."""

    id: int
    days_before: int | None = None
    clock: time | None = None
    minutes_before: int | None = None

    def moment(self, starts_at: datetime) -> datetime:
        """Return the moment that the rule names, quiet or not."""
        if self.minutes_before is not None:
            return starts_at - timedelta(minutes=self.minutes_before)
        day = local(starts_at).date() - timedelta(days=self.days_before or 0)
        return at(day, self.clock or time())


@dataclass(frozen=True)
class Planned:
    """A reminder to send, by which rule, and whether it may break the quiet hours."""

    rule_id: int
    due_at: datetime
    urgent: bool = False


def plan(
    rules: Sequence[Rule], starts_at: datetime, quiet: QuietHours, *, now: datetime, told: bool
) -> list[Planned]:
    """Return the reminders still to send of a session, the earliest first.

    Who joins so late that every reminder's time has passed is reminded at once, unless
    they were `told` of this session already.
    """
    if starts_at <= now or not rules:
        return []
    found = _calm_moments(rules, starts_at, quiet)
    coming = [planned for planned in found if planned.due_at > now]
    if coming or told:
        return coming
    return [Planned(found[-1].rule_id, now, urgent=True)]


def _calm_moments(rules: Sequence[Rule], starts_at: datetime, quiet: QuietHours) -> list[Planned]:
    kept: list[Planned] = []
    for named, rule in sorted((rule.moment(starts_at), rule.id) for rule in rules):
        due = _calm(named, starts_at, quiet)
        is_near = any(timedelta() <= due - other.due_at < APART for other in kept)
        if due == named or not is_near:
            kept.append(Planned(rule, due))
    return kept


def _calm(moment: datetime, starts_at: datetime, quiet: QuietHours) -> datetime:
    """Return the moment nearest to this one that is not quiet and still early enough."""
    later = quiet.over(moment)
    return later if starts_at - later >= CLOSE else quiet.last_before(moment)
