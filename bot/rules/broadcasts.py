"""Broadcasts: what may be done with one when, how long it takes, and when it comes again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.refusals import Refused
from bot.rules.time import at, local
from storage.vocabulary import BroadcastState

TYPE_ABOVE = 50
"""Who sends to more people types how many they are."""
A_SECOND = 28.5
"""So many messages leave in a second: thirty in one and the time that one call takes."""
ENDED = (BroadcastState.DONE, BroadcastState.STOPPED)
RUNNING = (BroadcastState.SENDING, BroadcastState.PAUSED)
CONFIRMED = (BroadcastState.AWAITING, BroadcastState.SCHEDULED)
"""What has not begun, and would without another word of its sender."""
TO_COME = (BroadcastState.DRAFT, *CONFIRMED)
WEEK = timedelta(weeks=1)
Days = tuple[date, date]
"""The first and the last day of a phase."""


class NotADraft(Refused):
    """This broadcast is no longer a draft. Take it back first, or make a copy."""


class AlreadyEnded(Refused):
    """This broadcast is over: there is nothing left to stop. You can withdraw or correct it."""


class NotRunning(Refused):
    """This broadcast is not being sent at the moment."""


class NotSentYet(Refused):
    """Nothing of this broadcast has been sent yet. Change its draft instead."""


class NothingCorrected(Refused):
    """This is what people have already. Change what is wrong first; nothing was sent."""


class NobodyCorrected(Refused):
    """Nobody has this broadcast, or is still to get it: there is nobody to correct it for."""


class NoSessionNamed(Refused):
    """Write it out: this broadcast speaks of no session, so nothing stands for {variables}."""


class NobodyThere(Refused):
    """Nobody is in this audience now. Choose other groups, or leave fewer people out."""


class NumberNotTyped(Refused):
    """Type how many people it goes to, {count}, to send it."""


class AudienceChanged(Refused):
    """It goes to {count} people now, not to {seen}. Look at it again."""


class NotYours(Refused):
    """A colleague has to approve this who has neither written nor confirmed it."""


class NotAwaited(Refused):
    """This broadcast does not wait for an approval."""


class SendInThePast(Refused):
    """{time} has passed. Choose a time in the future, or send it now."""


class ReasonNeeded(Refused):
    """Write why it cannot wait until the quiet hours are over."""


class GapOpen(Refused):
    """Decide what people who read {language} get: there is no reviewed translation."""


class DraftChanged(Refused):
    """Somebody has changed this broadcast since you looked at it. Look at the preview again."""


class ChoicesNeeded(Refused):
    """Write the answers that can be chosen."""


class NothingWritten(Refused):
    """Write the Danish text first."""


class SessionNeeded(Refused):
    """Choose the session that {variables} stand for."""


class CourseNeeded(Refused):
    """Choose the course: it is sent every week while the course runs."""


def check_size(count: int, *, seen: int, typed: str, dwindles: bool = False) -> None:
    """Raise when the sender has not seen, or not typed, to how many people it goes.

    What `dwindles` loses people while it is looked at: it may go to fewer than were seen.
    """
    if count == 0:
        raise NobodyThere
    if count > seen or (count < seen and not dwindles):
        raise AudienceChanged(count=count, seen=seen)
    if seen > TYPE_ABOVE and "".join(typed.split()) != str(seen):
        raise NumberNotTyped(count=seen, field="typed")


@dataclass(frozen=True)
class Estimate:
    """When the first and the last one has it, as far as that can be told; aware UTC."""

    first: datetime
    last: datetime


def estimate(count: int, *, ahead: int, begins_at: datetime) -> Estimate:
    """Return when `count` messages have left that wait behind `ahead` others."""

    def after(messages: int) -> datetime:
        return begins_at + timedelta(seconds=messages / A_SECOND)

    return Estimate(after(ahead), after(ahead + count))


@dataclass(frozen=True)
class Departure:
    """When a broadcast is to leave, when the quiet lets it, and who has it when; aware UTC."""

    wished: datetime
    begins_at: datetime
    estimate: Estimate

    @property
    def is_quiet(self) -> bool:
        """Whether it must wait until the quiet is over."""
        return self.begins_at > self.wished


def occurrences(weekday: int, clock: time, *, since: datetime, until: datetime) -> list[datetime]:
    """Return the moments of a weekly broadcast after `since`, up to and with `until`; UTC."""
    day = local(since).date()
    day += timedelta(days=(weekday - day.weekday()) % 7)
    found = []
    while (moment := at(day, clock)) <= until:
        if moment > since:
            found.append(moment)
        day += WEEK
    return found


def next_occurrence(weekday: int, clock: time, *, since: datetime) -> datetime:
    """Return the first moment of a weekly broadcast after `since`; UTC."""
    return occurrences(weekday, clock, since=since, until=since + 2 * WEEK)[0]


def is_over(phases: Collection[Days], today: date) -> bool:
    """Tell whether a course is over, by its phases; without any it never is."""
    return bool(phases) and max(last for _, last in phases) < today


def runs(phases: Collection[Days], day: date) -> bool:
    """Tell whether a course has begun and is not over on this day; without phases, always."""
    return not phases or (min(phases)[0] <= day and not is_over(phases, day))
