"""Plan reminders: the desired set minus the existing one, in the transaction of each edit."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session as Db, col

from bot.actions import reminding
from bot.actions.reminding import Picture, Wish
from bot.rules.reminders import LAST
from bot.rules.time import local
from bot.texts.reminders import Reminder
from storage import absences, answers, attendance, outbox, reminders, schedule
from storage.absences import Absence
from storage.answers import Answer
from storage.database import FOR_CHANGE, Database
from storage.outbox import Outbox, Standing
from storage.schedule import Session
from storage.vocabulary import AnswerKind, NoticeState, Outcome, Priority

HORIZON = timedelta(days=15)
"""Reminders are planned this far ahead; the tick plans on."""


def plan_session(db: Db, session: Session, now: datetime) -> None:
    """Make the reminders of one locked session what the rules want for everybody whose it is.

    What was planned by a rule that has changed moves with it; one whose new time has passed
    already keeps its old one, so that nobody goes without.
    """
    if session.cancelled_at or session.ends_at + LAST <= now:
        return
    if session.starts_at > now:
        _excuse(db, session)
    if session.starts_at >= now + HORIZON:
        return
    known = outbox.about_session(db, session.id or 0)
    wanted = reminding.picture(db, session, known, now)
    moved = _take_back_stale(db, known.values(), wanted, now)
    news = [
        wish for key, wish in wanted.wishes.items() if key in moved or _is_new(wish, known.get(key))
    ]
    outbox.put(db, [wish.row(session, now) for wish in news])


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
    """Plan everything again: what an edit could not, and what has come within the horizon."""
    with database.reading() as db:
        since = now - LAST if reminders.any_after(db) else now
        ahead = schedule.numbers_between(db, since, now + HORIZON)
    plan_each(database, ahead, now)


def plan_each(database: Database, session_ids: Iterable[int], now: datetime) -> None:
    """Plan these sessions, one transaction each, so that nobody waits for long."""
    for session_id in session_ids:
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


def _is_new(wish: Wish, known: Standing | None) -> bool:
    """Tell whether a reminder is not owed yet, or held back for another reason than was noted."""
    if known is None or known.state != NoticeState.SUPERSEDED:
        return known is None
    return wish.outcome is None or wish.outcome != known.outcome


def _take_back_stale(db: Db, known: Iterable[Standing], wanted: Picture, now: datetime) -> set[str]:
    """Take back what is planned otherwise than it is wanted now; return its keys."""
    stale: dict[Outcome, set[str]] = {}
    for one in known:
        is_planned = one.kind == Reminder.kind and one.state == NoticeState.PLANNED
        if is_planned and one.due_at > now and not wanted.keeps(one):
            wish = wanted.wishes.get(one.key)
            why = (wish.outcome if wish else None) or Outcome.RULE_CHANGED
            stale.setdefault(why, set()).add(one.key)
    for outcome, keys in stale.items():
        outbox.withdraw(db, col(Outbox.dedupe_key).in_(sorted(keys)), outcome=outcome)
    return set().union(*stale.values())
