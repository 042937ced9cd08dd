"""Scheduled broadcasts that will go to one person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session as Db, col, select

from bot.actions.broadcasts import audience as people
from bot.rules import broadcasts as rules
from bot.rules.quiet import QuietHours
from bot.rules.time import local
from bot.texts.broadcasts import BroadcastNotice
from storage import audiences, broadcasts, courses
from storage.broadcasts import Broadcast
from storage.people import Participant
from storage.vocabulary import BroadcastState

Within = tuple[datetime, datetime]


@dataclass(frozen=True)
class Scheduled:
    """A broadcast at a time, `named` being the one that its sender has chosen.

    It is sure when it is written down whom it goes to, else they are looked for as it begins.
    """

    due_at: datetime
    named: datetime
    notice: BroadcastNotice
    is_sure: bool


def ahead(db: Db, person: Participant, quiet: QuietHours, within: Within) -> Iterator[Scheduled]:
    """Yield what is scheduled for this time and would go to somebody as things are now."""
    for number in broadcasts.in_state(db, BroadcastState.SCHEDULED):
        broadcast = db.get_one(Broadcast, number)
        if broadcast.municipality_id != person.municipality_id:
            continue
        moments = _moments(db, broadcast, within)
        if not moments or not _is_in(db, broadcast, person, within[0]):
            continue
        for moment in moments:
            due_at = moment if broadcast.override else quiet.over(moment)
            notice = BroadcastNotice(number)
            yield Scheduled(due_at, moment, notice, audiences.is_written_down(broadcast))


def _moments(db: Db, broadcast: Broadcast, within: Within) -> list[datetime]:
    since, until = within
    if not broadcast.recurs:
        moment = broadcast.send_at
        return [moment] if moment is not None and since < moment < until else []
    weekday, clock = broadcast.recurs_weekday, broadcast.recurs_at
    if weekday is None or clock is None:
        return []
    phases = courses.days_of(db, broadcast.recurs_course_id or 0)
    found = rules.occurrences(weekday, clock, since=since, until=until - timedelta(seconds=1))
    return [moment for moment in found if rules.runs(phases, local(moment).date())]


def _is_in(db: Db, broadcast: Broadcast, person: Participant, now: datetime) -> bool:
    chosen = people.goes_to(db, broadcast, now)
    found = select(Participant.id).where(chosen.everybody, col(Participant.id) == person.id)
    return db.exec(found).first() is not None
