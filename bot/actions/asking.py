"""Ask how it goes: a check-in every week, a pulse every third month; each once more, then silence.

Whoever is to be asked, minus who has been: a row for each week and each quarter keeps any tick,
however often it comes, from asking twice.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session as Db

from bot.actions.calendar import quiet_hours
from bot.actions.notices import Timing, row_to_person
from bot.rules import statuses as rules
from bot.rules.check_ins import Habit, Habits, habits, of_courses
from bot.rules.quiet import QuietHours
from bot.rules.reminders import read
from bot.rules.time import local, monday
from bot.texts.notices import Notice
from bot.texts.pulses import SHIPPED, AskPulse
from bot.texts.statuses import AskCheckIn
from storage import dialogues, municipalities, outbox, reminders, stages, statuses
from storage.database import Database
from storage.municipalities import Municipality
from storage.people import Participant
from storage.statuses import CheckIn, Pulse
from storage.vocabulary import DialogueKind, Priority

LISTENING = timedelta(days=1)
"""For so long what is written after a check-in belongs to it."""

LOOKED_BACK = timedelta(days=14)
"""So long ago is what is asked once more: a week, and all holidays that put it off."""


Rows = list[dict[str, Any]]


def ask(database: Database, now: datetime) -> None:
    """Ask everybody whom it is time to ask; one transaction a municipality."""
    with database.reading() as db:
        homes = [home.id for home in municipalities.everyone(db)]
    for number in homes:
        with database.transaction() as db:
            _ask_in(db, db.get_one(Municipality, number), now)
    with database.transaction() as db:
        dialogues.forget(db, DialogueKind.CHECK_IN, before=now - LISTENING)


def _ask_in(db: Db, home: Municipality, now: datetime) -> None:
    quiet = quiet_hours(home)
    if home.check_ins:
        known = habits_of(db, home)
        outbox.put(db, _check_ins(db, home, known, quiet, now))
        outbox.put(db, _check_ins_again(db, home, known, quiet, now))
    if home.pulses:
        outbox.put(db, _pulses(db, home, quiet, now))
        outbox.put(db, _pulses_again(db, home, quiet, now))


def habits_of(db: Db, home: Municipality) -> Habits:
    """Return when a municipality asks whom: by its rules, else on the day that it has chosen."""
    known = [read(row) for row in reminders.active(db, home.id or 0)]
    return habits(known, Habit(home.check_in_weekday, home.check_in_at))


def _check_ins(db: Db, home: Municipality, known: Habits, quiet: QuietHours, now: datetime) -> Rows:
    week = monday(local(now).date())
    asked = statuses.asked_in(db, home.id or 0, week)
    rows: Rows = []
    for course, habit in known.items():
        moment = habit.asked_at(week, quiet)
        if moment is None or not rules.is_due(moment, now):
            continue
        people = _askable(db, home, since=moment, now=now)
        theirs = stages.courses_of(db, list(people))
        notice = AskCheckIn(week.isoformat(), rule_id=habit.rule_id)
        for number, person in people.items():
            if number not in asked and of_courses(known, theirs.get(number, ())) == course:
                db.add(_check_in(home, number, week, now))
                rows.append(_row(home, person, notice, f"{number}:{week}", now))
    return rows


def _check_in(home: Municipality, number: int, week: date, now: datetime) -> CheckIn:
    return CheckIn(municipality_id=home.id or 0, participant_id=number, week=week, asked_at=now)


def _check_ins_again(
    db: Db, home: Municipality, known: Habits, quiet: QuietHours, now: datetime
) -> Rows:
    since = now - LOOKED_BACK
    open_rows = statuses.unanswered(db, home.id or 0, since=since, until=now)
    theirs = stages.courses_of(db, [row.participant_id for row in open_rows])
    due = [
        (row, habit)
        for row in open_rows
        for habit in [known[of_courses(known, theirs.get(row.participant_id, ()))]]
        if rules.is_due(habit.again_at(row.asked_at, quiet), now) and rules.counts(row.week, now)
    ]
    people = _askable(db, home, since=now, now=now) if due else {}
    found = []
    for row, habit in due:
        if row.participant_id in people:
            row.asked_again_at = now
            person, key = people[row.participant_id], f"{row.participant_id}:{row.week}:again"
            notice = AskCheckIn(row.week.isoformat(), rule_id=habit.again_rule_id or habit.rule_id)
            found.append(_row(home, person, notice, key, now))
    return found


def _pulses(db: Db, home: Municipality, quiet: QuietHours, now: datetime) -> Rows:
    week, usual = monday(local(now).date()), habits_of(db, home)[None]
    weekday = rules.pulse_weekday(usual.weekday)
    moment = rules.asked_at(week, weekday, usual.clock, quiet)
    if moment is None or not rules.is_due(moment, now):
        return []
    settled = _askable(db, home, since=moment - rules.SETTLED, now=now)
    before = statuses.pulsed_at(db, list(settled))
    keys = [question.key for question in statuses.questions_of(db, home.id or 0)] or list(SHIPPED)
    return [
        _begin_pulse(db, home, person, keys, now)
        for number, person in settled.items()
        if rules.wants_pulse(before.get(number), now)
    ]


def _begin_pulse(
    db: Db, home: Municipality, person: Participant, keys: list[str], now: datetime
) -> dict[str, Any]:
    quarter = rules.quarter(local(now).date())
    here, number = home.id or 0, person.id or 0
    pulse = Pulse(
        municipality_id=here, participant_id=number, quarter=quarter, keys=keys, asked_at=now
    )
    db.add(pulse)
    db.flush()
    return _row(home, person, AskPulse(pulse.id or 0), f"{number}:{quarter}", now)


def _pulses_again(db: Db, home: Municipality, quiet: QuietHours, now: datetime) -> Rows:
    """Show the next question once more to those who have stopped before the end."""
    due = [
        row
        for row in statuses.unfinished(db, home.id or 0, since=now - LOOKED_BACK, until=now)
        if rules.is_due(rules.again_at(row.asked_at, rules.PULSE_AGAIN_DAYS, quiet), now)
    ]
    people = _askable(db, home, since=now, now=now) if due else {}
    return [
        _row(home, people[row.participant_id], AskPulse(row.id or 0), f"{row.id}:again", now)
        for row in due
        if row.participant_id in people
    ]


def _askable(
    db: Db, home: Municipality, *, since: datetime, now: datetime
) -> dict[int, Participant]:
    found = stages.askable(db, home.id or 0, on=local(now).date(), since=since, now=now)
    return {person.id or 0: person for person in found}


def _row(
    home: Municipality, person: Participant, notice: Notice, name: str, now: datetime
) -> dict[str, Any]:
    timing = Timing(now, now + rules.LATE, Priority.BROADCAST)
    key = f"{notice.kind}:{name}"
    return row_to_person(person, home, notice, key=key, timing=timing, now=now)
