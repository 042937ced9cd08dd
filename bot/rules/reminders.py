"""When reminders of a session are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.rules.quiet import QuietHours
from bot.rules.time import at, local

CLOSE = timedelta(minutes=30)
"""A reminder nearer to the start than this comes too late to act on."""

APART = timedelta(hours=3)
"""A reminder that quiet hours moved this near to another one says nothing new."""


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
    they were `told` of this session already. A rule that names a moment after the start
    says nothing of this session.
    """
    found = _calm_moments(rules, starts_at, quiet)
    if starts_at <= now or not found:
        return []
    coming = [planned for planned in found if planned.due_at > now]
    if coming or told:
        return coming
    return [Planned(found[-1].rule_id, now, urgent=True)]


def _calm_moments(rules: Sequence[Rule], starts_at: datetime, quiet: QuietHours) -> list[Planned]:
    """Keep what need not be shifted; of the rest only what is apart from all others."""
    named = {rule.moment(starts_at): rule.id for rule in rules}
    moments = [
        (moment, _calm(moment, starts_at, quiet), named[moment])
        for moment in sorted(named)
        if moment < starts_at
    ]
    kept = [Planned(rule, due) for moment, due, rule in moments if due == moment]
    for moment, due, rule in moments:
        if due != moment and all(abs(due - other.due_at) >= APART for other in kept):
            kept.append(Planned(rule, due))
    return sorted(kept, key=lambda planned: planned.due_at)


def _calm(moment: datetime, starts_at: datetime, quiet: QuietHours) -> datetime:
    """Return the next moment that is not quiet if it is early enough, else the last one."""
    later = quiet.over(moment)
    if later == moment or starts_at - later >= CLOSE:
        return later
    return quiet.last_before(moment)
