"""Plan reminders: the desired set minus the existing one, in the transaction of each edit."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session as Db, col

from bot.actions.calendar import quiet_hours
from bot.actions.notices import Timing, row_to_person
from bot.actions.placements.ringing import rings
from bot.rules.reminders import Rule, plan
from bot.rules.time import local
from bot.texts.reminders import Reminder
from storage import absences, answers, attendance, outbox, reminders, schedule
from storage.absences import Absence
from storage.answers import Answer
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import AnswerKind, NoticeState, Outcome, Priority

Crowd = Sequence[tuple[Participant, Municipality]]

HORIZON = timedelta(days=15)
"""Reminders are planned this far ahead; the tick plans on."""


def plan_session(db: Db, session: Session, now: datetime) -> None:
    """Plan the reminders of one locked session for everybody whose it is and who may come."""
    if session.cancelled_at or session.starts_at <= now:
        return
    _excuse(db, session)
    if session.starts_at >= now + HORIZON or not rings(db, session):
        return
    crowd = attendance.attendees(db, session)
    standing = [
        (key, person)
        for key, person, state in outbox.keys_about(db, session.id or 0)
        if state != NoticeState.SUPERSEDED
    ]
    keys = {key for key, _ in standing}
    told = {person for _, person in standing}
    desired = _desired(db, session, crowd, told, now)
    outbox.put(db, [row for row in desired if row["dedupe_key"] not in keys])


def plan_person(db: Db, participant_id: int, now: datetime) -> None:
    """Plan the reminders of everything that a person has ahead."""
    for session in attendance.sessions_of_person(
        db, participant_id, since=now, before=now + HORIZON, lock=True
    ):
        plan_session(db, session, now)


def catch_up(db: Db, participant_id: int, now: datetime) -> None:
    """Plan for somebody who can be reached from now on what they missed and still makes sense."""
    # Sessions are locked before notices, as every edit does.
    attendance.sessions_of_person(db, participant_id, since=now, before=now + HORIZON, lock=True)
    outbox.owe_again(db, participant_id, now)
    plan_person(db, participant_id, now)


def plan_ahead(database: Database, now: datetime) -> None:
    """Plan everything again: what an edit could not, and what has come within the horizon.

    One transaction a session, so that nobody waits for long.
    """
    with database.reading() as db:
        ahead = schedule.numbers_between(db, now, now + HORIZON)
    for session_id in ahead:
        with database.transaction() as db:
            session = db.get(Session, session_id, with_for_update=FOR_CHANGE)
            if session is not None:
                plan_session(db, session, now)


def miss(db: Db, session_id: int, absence: Absence) -> None:
    """Note that a person does not come to a locked session, and take its reminders back."""
    person = absence.participant_id
    answer = answers.of(db, session_id, person) or Answer(
        municipality_id=absence.municipality_id,
        session_id=session_id,
        participant_id=person,
        kind=AnswerKind.NOT_COMING,
        answered_at=absence.reported_at,
    )
    answer.kind, answer.answered_at = AnswerKind.NOT_COMING, absence.reported_at
    answer.absence_id, answer.reason = absence.id, absence.reason
    db.add(answer)
    take_back(db, session_id, outcome=Outcome.NOT_COMING, participant_id=person)
    db.flush()


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


def _excuse(db: Db, session: Session) -> None:
    """Answer for who has reported the whole day into which the session has come."""
    reported = absences.whole_days(db, local(session.starts_at).date())
    if not reported:
        return
    said = answers.of_session(db, session.id or 0)
    for person, _ in attendance.attendees(db, session):
        absence = reported.get(person.id or 0)
        if absence is None or person.id in said:
            continue
        miss(db, session.id or 0, absence)


def _desired(
    db: Db, session: Session, crowd: Crowd, told: set[int | None], now: datetime
) -> list[dict[str, Any]]:
    said = answers.of_session(db, session.id or 0)
    rules: dict[int | None, list[Rule]] = {}
    rows: list[dict[str, Any]] = []
    for person, home in crowd:
        if home.id not in rules:
            rules[home.id] = _rules(db, home)
        answer = said.get(person.id or 0)
        if answer is None or answer.kind is not AnswerKind.NOT_COMING:
            # Whoever is placed was told of all the days at once.
            knows = person.id in told or answer is not None or session.placement_id is not None
            rows += _rows(session, person, home, rules[home.id], now=now, told=knows)
    return rows


def _rules(db: Db, home: Municipality) -> list[Rule]:
    return [
        Rule(rule.id or 0, rule.days_before, rule.at, rule.minutes_before)
        for rule in reminders.active(db, home.id or 0)
    ]


def _rows(  # everything that decides, loaded once for the crowd
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
