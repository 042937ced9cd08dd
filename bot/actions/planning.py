"""Plan reminders: the desired set minus the existing one, in the transaction of each edit."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session as Db
from sqlmodel import col, select

from bot.actions.calendar import quiet_hours
from bot.actions.notices import Timing, row_to_person
from bot.rules.reminders import Rule, plan
from bot.texts.reminders import Reminder
from storage import answers, outbox, reminders, schedule
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import AnswerKind, NoticeState, Outcome, Priority

HORIZON = timedelta(days=15)
"""Reminders are planned this far ahead; the tick plans on."""


def plan_session(db: Db, session: Session, now: datetime) -> None:
    """Plan the reminders of one session for everybody who is enrolled."""
    if session.cancelled_at or not now < session.starts_at < now + HORIZON:
        return
    said = answers.of_session(db, session.id or 0)
    told = _told(db, session) | set(said)
    rows: list[dict[str, Any]] = []
    for person, home in schedule.enrolled_people(db, session.course_id):
        answer = said.get(person.id or 0)
        if answer is None or answer.kind is not AnswerKind.NOT_COMING:
            rules = _rules(db, home)
            rows += _rows(session, person, home, rules, now=now, told=person.id in told)
    outbox.put(db, rows)


def plan_person(db: Db, participant_id: int, now: datetime) -> None:
    """Plan the reminders of everything that a person has ahead."""
    for session in schedule.sessions_of_person(
        db, participant_id, since=now, before=now + HORIZON
    ):
        plan_session(db, session, now)


def plan_all(db: Db, now: datetime) -> None:
    """Plan everything again: what an edit could not, and what has come within the horizon."""
    for session in schedule.sessions_between(db, now, now + HORIZON):
        plan_session(db, session, now)


def take_back(
    db: Db, session_id: int, *, outcome: Outcome, participant_id: int | None = None
) -> None:
    """Take back what is not yet sent about a session, to everybody or to one person."""
    where = [
        col(Outbox.session_id) == session_id,
        col(Outbox.priority) > int(Priority.ANSWER),
    ]
    if participant_id is not None:
        where.append(col(Outbox.participant_id) == participant_id)
    outbox.withdraw(db, *where, outcome=outcome)


def _told(db: Db, session: Session) -> set[int | None]:
    """Return who has been told of this session, or is about to be."""
    return set(
        db.exec(
            select(Outbox.participant_id).where(
                Outbox.session_id == session.id,
                Outbox.priority > int(Priority.ANSWER),
                Outbox.state != NoticeState.SUPERSEDED,
            )
        )
    )


def _rules(db: Db, home: Municipality) -> list[Rule]:
    return [
        Rule(rule.id or 0, rule.days_before, rule.at, rule.minutes_before)
        for rule in reminders.active(db, home.id or 0)
    ]


def _rows(  # noqa: PLR0913  # everything that decides, loaded once for the crowd
    session: Session,
    person: Participant,
    home: Municipality,
    rules: list[Rule],
    *,
    now: datetime,
    told: bool,
) -> Iterator[dict[str, Any]]:
    quiet = quiet_hours(home)
    for planned in plan(rules, session.starts_at, quiet, now=now, told=told):
        key = f"reminder:{session.id}:{session.revision}:{person.id}:{planned.rule_id}"
        timing = Timing(planned.due_at, session.starts_at, Priority.REMINDER, planned.urgent)
        notice = Reminder(session_id=session.id or 0)
        yield row_to_person(person, home, notice, key=key, timing=timing, now=now, session=session)
