"""Which reminders of one session are wanted by whom, and whose are held back, and why."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from sqlmodel import Session as Db

from bot.actions.calendar import quiet_hours
from bot.actions.notices import Timing, row_to_person
from bot.actions.placements.ringing import occasion
from bot.rules.reminders import Planned, Span, in_force, moments, plan, read
from bot.texts.reminders import Reminder
from storage import answers, attendance, reminders, tasks
from storage.municipalities import Municipality
from storage.outbox import Standing
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import AnswerKind, NoticeState, Outcome, Priority, TaskKind

Row = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """A reminder of one person; one that is held back has an outcome."""

    person: Participant
    home: Municipality
    planned: Planned
    outcome: Outcome | None = None

    def row(self, session: Session, now: datetime) -> Row:
        """Return the outbox row of it."""
        planned = self.planned
        timing = Timing(planned.due_at, planned.not_after, Priority.REMINDER, planned.urgent)
        notice = Reminder(session_id=session.id or 0, rule_id=planned.rule_id)
        key = _key(session, self.person, planned)
        row = row_to_person(
            self.person, self.home, notice, key=key, timing=timing, now=now, session=session
        )
        held = {"state": NoticeState.SUPERSEDED} if self.outcome else {}
        return row | held | {"outcome": self.outcome}


@dataclass
class Picture:
    """What should be in the outbox about a session, by the key of each reminder.

    `named` is when each is due, passed or not; `wishes` are those still to come.
    """

    named: dict[str, datetime] = field(default_factory=dict)
    wishes: dict[str, Wish] = field(default_factory=dict)
    people: set[int | None] = field(default_factory=set)

    def keeps(self, planned: Standing) -> bool:
        """Tell whether what is planned may stay as it is; what was put off is on its way."""
        wish = self.wishes.get(planned.key)
        if wish is not None:
            return wish.outcome is None and wish.planned.due_at == planned.due_at
        return planned.key in self.named or planned.participant_id not in self.people


@dataclass(frozen=True)
class _Case:
    """One person, and why their reminders are held back, if they are."""

    person: Participant
    home: Municipality
    found: list[Planned]
    told: bool
    held: Outcome | None


def picture(db: Db, session: Session, known: Mapping[str, Standing], now: datetime) -> Picture:
    """Return the reminders that a session should have, `known` being what it has."""
    seen = Picture()
    for case in _cases(db, session, _told(known.values())):
        seen.people.add(case.person.id)
        for one in case.found:
            seen.named[_key(session, case.person, one)] = one.due_at
        for wish in _wishes(session, case, now):
            key = _key(session, case.person, wish.planned)
            # Who comes to it only after it has begun is not asked how it was.
            if session.starts_at > now or key in known:
                seen.wishes[key] = wish
    return seen


def _told(known: Collection[Standing]) -> set[int | None]:
    """Return who has heard of it, or was to hear of it when a rule changed that."""
    return {
        one.participant_id
        for one in known
        if one.state != NoticeState.SUPERSEDED or one.outcome == Outcome.RULE_CHANGED
    }


def _cases(db: Db, session: Session, told: Collection[int | None]) -> Iterator[_Case]:
    crowd = attendance.attendees(db, session)
    said = answers.of_session(db, session.id or 0)
    talks = tasks.whose_open(db, TaskKind.NO_SHOWS, [person.id or 0 for person, _ in crowd])
    found: dict[int | None, list[Planned]] = {}
    for person, home in crowd:
        if home.id not in found:
            found[home.id] = _moments(db, session, home)
        answer = said.get(person.id or 0)
        # Whoever is placed was told of all the days at once.
        knows = person.id in told or answer is not None or session.placement_id is not None
        held = None
        if answer is not None and answer.kind is AnswerKind.NOT_COMING:
            held = Outcome.NOT_COMING
        elif person.id in talks and home.no_shows:
            held = Outcome.NO_SHOWS
        yield _Case(person, home, found[home.id], knows, held)


def _moments(db: Db, session: Session, home: Municipality) -> list[Planned]:
    known = [read(rule) for rule in reminders.active(db, home.id or 0)]
    what = occasion(db, session)
    chosen = in_force(known, what.kind, session.course_id, rings=what.rings)
    return moments(chosen, _span(session), quiet_hours(home))


def _wishes(session: Session, case: _Case, now: datetime) -> Iterator[Wish]:
    """Return what is still to come, and what is held back of that."""
    wish, muted = partial(Wish, case.person, case.home), case.person.muted_until
    if case.held is None:
        for one in plan(case.found, _span(session), now=now, told=case.told, since=muted):
            yield wish(one)
    for one in case.found:
        is_muted = muted is not None and one.due_at < muted
        if one.due_at > now and (case.held or is_muted):
            yield wish(one, case.held or Outcome.MUTED)


def _key(session: Session, person: Participant, planned: Planned) -> str:
    return f"reminder:{session.id}:{session.revision}:{person.id}:{planned.rule_id}"


def _span(session: Session) -> Span:
    return Span(session.starts_at, session.ends_at)
