"""What one person will be asked by themselves: how it goes each week, and every third month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session as Db

from bot.rules import statuses as rules
from bot.rules.check_ins import Habit, habits, of_courses
from bot.rules.quiet import QuietHours
from bot.rules.reminders import read
from bot.rules.time import at, local, monday
from bot.texts.notices import Notice
from bot.texts.pulses import AskPulse
from bot.texts.statuses import AskCheckIn
from storage import chats, reminders, stages, statuses
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import Outcome

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Question:
    """What will be asked when, `named` being the moment before quiet hours moved it.

    `again` is asked only if the one before it has no answer. Without a notice its words are not
    known yet.
    """

    kind: str
    due_at: datetime
    named: datetime
    again: bool = False
    notice: Notice | None = None
    outcome: Outcome | None = None


def questions(
    db: Db,
    person: Participant,
    home: Municipality,
    quiet: QuietHours,
    within: tuple[datetime, datetime],
) -> list[Question]:
    """Return what somebody will be asked in this time, as the ticks will ask it."""
    if person.erased_at is not None or chats.link_of_participant(db, person.id or 0) is None:
        return []
    found = [
        *_check_ins(db, person, home, quiet, within),
        *_pulses(db, person, home, quiet, within),
    ]
    return [
        one
        for one in found
        if within[0] < one.due_at < within[1] and _is_asked(db, person, one.due_at)
    ]


def habit_of(db: Db, person: Participant, home: Municipality) -> tuple[Habit, Habit]:
    """Return when somebody is asked how it goes, and when all others of the municipality are."""
    known = [read(row) for row in reminders.active(db, home.id or 0)]
    found = habits(known, Habit(home.check_in_weekday, home.check_in_at))
    theirs = stages.courses_of(db, [person.id or 0]).get(person.id or 0, set())
    return found[of_courses(found, theirs)], found[None]


def _is_asked(db: Db, person: Participant, moment: datetime) -> bool:
    """Tell whether somebody is on their way with us at that time, and has not asked for a pause."""
    paused = person.check_ins_paused_until
    if person.unreachable_at is not None or (paused is not None and paused > moment):
        return False
    return stages.of(db, person.id or 0, local(moment).date()) is not None


def _weeks(within: tuple[datetime, datetime]) -> Iterator[date]:
    """Yield the Mondays of the weeks of a time, and the one before it."""
    week = monday(local(within[0]).date()) - WEEK
    while week <= local(within[1]).date():
        yield week
        week += WEEK


def _check_ins(
    db: Db,
    person: Participant,
    home: Municipality,
    quiet: QuietHours,
    within: tuple[datetime, datetime],
) -> Iterator[Question]:
    if not home.check_ins:
        return
    habit, _ = habit_of(db, person, home)
    for week in _weeks(within):
        row = statuses.check_in_of(db, person.id or 0, week)
        asked = row.asked_at if row else habit.asked_at(week, quiet)
        if asked is None:
            continue
        if row is None:
            named = at(week + timedelta(days=habit.weekday), habit.clock)
            notice = AskCheckIn(week.isoformat(), rule_id=habit.rule_id)
            yield _question(person, notice.kind, asked, named, notice)
        if row is not None and (row.score is not None or row.asked_again_at is not None):
            continue
        if row is None and (asked <= within[0] or _rests(person, asked)):
            continue
        again = habit.again_at(asked, quiet)
        if rules.counts(week, again):
            number = habit.again_rule_id or habit.rule_id
            notice = AskCheckIn(week.isoformat(), rule_id=number)
            yield _question(person, notice.kind, again, again, notice, again=True)


def _pulses(
    db: Db,
    person: Participant,
    home: Municipality,
    quiet: QuietHours,
    within: tuple[datetime, datetime],
) -> Iterator[Question]:
    link = chats.link_of_participant(db, person.id or 0)
    if not home.pulses or link is None:
        return
    latest = statuses.pulses_of(db, person.id or 0, limit=1)
    before = latest[0].asked_at if latest else None
    if latest and latest[0].finished_at is None and before is not None:
        again = rules.again_at(before, rules.PULSE_AGAIN_DAYS, quiet)
        notice = AskPulse(latest[0].id or 0)
        yield _question(person, notice.kind, again, again, notice, again=True)
    _, usual = habit_of(db, person, home)
    weekday = rules.pulse_weekday(usual.weekday)
    for week in _weeks(within):
        asked = rules.asked_at(week, weekday, usual.clock, quiet)
        if asked is None or asked <= within[0] or link.consented_at > asked - rules.SETTLED:
            continue
        if not rules.wants_pulse(before, asked):
            continue
        named = at(week + timedelta(days=weekday), usual.clock)
        yield _question(person, AskPulse.kind, asked, named, None)
        if not _rests(person, asked):
            before = asked
            again = rules.again_at(asked, rules.PULSE_AGAIN_DAYS, quiet)
            yield _question(person, AskPulse.kind, again, again, None, again=True)


def _question(  # the parts of one question
    person: Participant,
    kind: str,
    due_at: datetime,
    named: datetime,
    notice: Notice | None,
    *,
    again: bool = False,
) -> Question:
    outcome = Outcome.MUTED if _rests(person, due_at) else None
    return Question(kind, due_at, named, again, notice, outcome)


def _rests(person: Participant, moment: datetime) -> bool:
    return person.muted_until is not None and moment < person.muted_until
