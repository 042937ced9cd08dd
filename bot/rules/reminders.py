"""When reminders of a session are due, and by which rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from bot.rules.quiet import ONE_DAY, QuietHours
from bot.rules.time import at, local
from storage.vocabulary import Anchor, ReminderKind

CLOSE = timedelta(minutes=30)
"""A reminder nearer to the start than this comes too late to act on."""

APART = timedelta(hours=3)
"""A reminder that quiet hours moved this near to another one says nothing new."""

LATE = ONE_DAY
"""What asks how it was is of no use when it comes so much later."""

MOST_DAYS = 14
"""No rule names a moment further from the session, for nothing is planned further ahead."""

LAST = timedelta(days=MOST_DAYS + 1) + LATE
"""So long after its end nothing is owed about a session any more."""


@dataclass(frozen=True)
class Span:
    """From when to when a session lasts."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Rule:
    """`days_before` at `clock` o'clock, `minutes_before`, or the last `weekday` at `clock`.

    Days and minutes are counted from the start or, as `anchor` tells, from the end; what is
    negative comes after it.
    """

    id: int
    days_before: int | None = None
    clock: time | None = None
    minutes_before: int | None = None
    weekday: int | None = None
    anchor: Anchor = Anchor.START
    kind: ReminderKind = ReminderKind.SESSION
    course_id: int | None = None

    def moment(self, span: Span) -> datetime:
        """Return the moment that the rule names, quiet or not."""
        if self.weekday is not None:
            return _last(self.weekday, self.clock or time(), span.starts_at)
        base = span.ends_at if self.anchor is Anchor.END else span.starts_at
        if self.minutes_before is not None:
            return base - timedelta(minutes=self.minutes_before)
        day = local(base).date() - timedelta(days=self.days_before or 0)
        return at(day, self.clock or time())


class Kept(Protocol):
    """A rule as the store keeps it."""

    @property
    def id(self) -> int | None: ...
    @property
    def days_before(self) -> int | None: ...
    @property
    def at(self) -> time | None: ...
    @property
    def minutes_before(self) -> int | None: ...
    @property
    def weekday(self) -> int | None: ...
    @property
    def anchor(self) -> Anchor: ...
    @property
    def kind(self) -> ReminderKind: ...
    @property
    def course_id(self) -> int | None: ...


def read(row: Kept) -> Rule:
    """Return a rule as it decides."""
    return Rule(
        row.id or 0,
        days_before=row.days_before,
        clock=row.at,
        minutes_before=row.minutes_before,
        weekday=row.weekday,
        anchor=row.anchor,
        kind=row.kind,
        course_id=row.course_id,
    )


@dataclass(frozen=True)
class Planned:
    """A reminder to send, by which rule, for how long, and whether it may break the quiet hours."""

    rule_id: int
    due_at: datetime
    not_after: datetime
    urgent: bool = False


def in_force(
    rules: Sequence[Rule], kind: ReminderKind, course_id: int | None, *, rings: bool = True
) -> list[Rule]:
    """Return the rules for what is of this kind; a course's take the municipality's place.

    A kind that has none is reminded of like any session, if it `rings` as one does.
    """
    own = [] if kind is ReminderKind.SESSION else _of_kind(rules, kind, course_id)
    if own or not rings:
        return own
    return _of_kind(rules, ReminderKind.SESSION, course_id)


def moments(rules: Sequence[Rule], span: Span, quiet: QuietHours) -> list[Planned]:
    """Return every reminder that the rules name, passed or not, the earliest first.

    One that names a moment on the other side of what it is counted from, or in between, says
    nothing of this session.
    """
    named = {(rule.anchor is Anchor.END, rule.moment(span)): rule.id for rule in rules}
    before = [
        (moment, _calm(moment, span.starts_at, quiet))
        for is_after, moment in sorted(named)
        if not is_after and moment < span.starts_at
    ]
    after = [
        (moment, quiet.over(moment))
        for is_after, moment in sorted(named)
        if is_after and moment >= span.ends_at
    ]
    early = [Planned(named[False, one], due, span.starts_at) for one, due in _apart(before)]
    late = [Planned(named[True, one], due, due + LATE) for one, due in _apart(after)]
    return [*early, *late]


def plan(
    found: Sequence[Planned],
    span: Span,
    *,
    now: datetime,
    told: bool,
    since: datetime | None = None,
) -> list[Planned]:
    """Return those reminders of the `moments` found that are still to be sent, the earliest first.

    Who joins so late that the time of all that come before the start has passed is reminded at
    once, unless they were `told` of this session already. What is due before `since` was held
    back on purpose: it is not made up for.
    """
    coming = [one for one in found if one.due_at > now and not _rests(one, since)]
    early = [one for one in found if one.due_at < span.starts_at]
    if told or span.starts_at <= now or not early:
        return coming
    latest = early[-1]
    if latest.due_at > now or _rests(latest, since):
        return coming
    return [Planned(latest.rule_id, now, latest.not_after, urgent=True), *coming]


def _of_kind(rules: Sequence[Rule], kind: ReminderKind, course_id: int | None) -> list[Rule]:
    of_course = [
        rule
        for rule in rules
        if rule.kind is kind and course_id is not None and rule.course_id == course_id
    ]
    return of_course or [rule for rule in rules if rule.kind is kind and rule.course_id is None]


def _rests(planned: Planned, since: datetime | None) -> bool:
    return since is not None and planned.due_at < since


def _last(weekday: int, clock: time, starts_at: datetime) -> datetime:
    """Return the last moment before the start that is on this weekday at this time."""
    day = local(starts_at).date()
    day -= timedelta(days=(day.weekday() - weekday) % 7)
    moment = at(day, clock)
    return moment if moment < starts_at else at(day - timedelta(days=7), clock)


def _apart(moments: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Keep what need not be shifted; of the rest only what is apart from all others."""
    kept = [(moment, due) for moment, due in moments if due == moment]
    for moment, due in moments:
        if due != moment and all(abs(due - other) >= APART for _, other in kept):
            kept.append((moment, due))
    return sorted(kept, key=lambda pair: pair[1])


def _calm(moment: datetime, starts_at: datetime, quiet: QuietHours) -> datetime:
    """Return the next moment that is not quiet if it is early enough, else the last one."""
    later = quiet.over(moment)
    if later == moment or starts_at - later >= CLOSE:
        return later
    return quiet.last_before(moment)
