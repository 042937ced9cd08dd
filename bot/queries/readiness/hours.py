"""The weekly hours of a person: what is asked, planned and attended, week by week."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.rules import hours as rules
from bot.rules.hours import Meeting, Week, Weekly
from bot.rules.time import days, local, monday
from storage import activities
from storage.activities import Activity, Reduction
from storage.attendance import Attendance
from storage.database import Database
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session

BACK, AHEAD = 4, 1
"""So many weeks are shown before this one and after it."""


def this_week(database: Database, caller: Caller, participant_id: int, *, now: datetime) -> Week:
    """Return the week that runs; raises NotThere."""
    with database.reading() as db:
        access.caseworkers_only(caller)
        person = access.participant(db, caller, participant_id)
        return _between(db, person, monday(local(now).date()), count=1)[0]


def weeks(db: Db, person: Participant, now: datetime) -> list[Week]:
    """Return the weeks around this one, the earliest first."""
    this = monday(local(now).date())
    return _between(db, person, this - timedelta(weeks=BACK), count=BACK + 1 + AHEAD)


def _between(db: Db, person: Participant, first: date, *, count: int) -> list[Week]:
    number = person.id or 0
    since, before = days(first, count=7 * count)
    held = activities.sessions_of(db, number, since=since, before=before)
    meetings = [(monday(local(one.starts_at).date()), _meeting(one, rows)) for one, rows in held]
    asked = db.get_one(Municipality, person.municipality_id).weekly_hours
    planned = _weekly(activities.activities_of(db, number))
    less = _weekly(activities.reductions_of(db, number))
    mondays = [first + timedelta(weeks=week) for week in range(count)]
    return [
        rules.week(
            day,
            asked=asked,
            activities=planned,
            reductions=less,
            meetings=[meeting for week, meeting in meetings if week == day],
        )
        for day in mondays
    ]


def _weekly(rows: Sequence[Activity] | Sequence[Reduction]) -> list[Weekly]:
    standing = [row for row in rows if row.removed_at is None]
    return [Weekly(row.hours, row.from_on, row.until_on) for row in standing]


def _meeting(session: Session, noted: Sequence[Attendance]) -> Meeting:
    attended, minutes = rules.presence([(one.source, one.presence, one.minutes) for one in noted])
    return Meeting(
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        attended=attended,
        minutes=minutes,
        is_cancelled=session.cancelled_at is not None,
    )
