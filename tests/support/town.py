"""A small town with everything a caseworker may meet: for tests and for looking at pages."""

from dataclasses import replace

from sqlmodel import Session as Db, col, select, update

from bot.actions import schedule as scheduling
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from storage.answers import Answer
from storage.changes import Change
from storage.database import Database
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import (
    AnswerKind,
    ChangeKind,
    InboxState,
    NoticeState,
    Outcome,
    Reason,
    SessionKind,
)
from tests.support.founding import BOT, DAY, HOUR, NOW, Town, found
from tests.support.memory import remembered
from tests.support.waiting import put_on_the_list

__all__ = ["BOT", "DAY", "HOUR", "NOW", "Town", "build", "found"]


@remembered
def build(database: Database) -> Town:
    """Fill an empty database: Randers and Norddjurs share a project, Service is theirs."""
    town = found(database)
    town.sessions.update(_sessions(database, town.courses))
    with database.transaction() as db:
        _answers(db, town)
    scheduling.change(
        database,
        town.sessions["cv"],
        replace(_plan("cv"), starts_at=NOW + DAY + 5 * HOUR, ends_at=NOW + DAY + 8 * HOUR),
        cause=Cause(OPERATOR, "town:moved", NOW - HOUR),
    )
    scheduling.cancel(
        database, town.sessions["visit"], cause=Cause(OPERATOR, "town:cancelled", NOW - HOUR)
    )
    with database.transaction() as db:
        _deliveries(db, town)
        put_on_the_list(db, town)
        _inbox(db)
    return town


_SESSIONS = {
    "english": ("Service", SessionKind.CLASS, "Dansk på arbejdspladsen", 4 * HOUR, "Lokale 2"),
    "cv": ("Service", SessionKind.WORKSHOP, "CV-workshop", DAY + HOUR, "Jobcenter Randers"),
    "visit": ("Service", SessionKind.VISIT, "Besøg på Hotel Randers", 3 * DAY, "Hotel Randers"),
    "bus": ("Bus", SessionKind.CLASS, "Køreteori", DAY + 2 * HOUR, "AMU, bygning C"),
}


def _plan(key: str) -> Plan:
    _, kind, title, after, place = _SESSIONS[key]
    return Plan(
        kind=kind,
        title_da=title,
        title_en={"cv": "CV workshop"}.get(key),
        title_ar={"cv": "ورشة السيرة الذاتية"}.get(key),
        title_ti={"cv": "ወርክሾፕ ሲቪ"}.get(key),
        starts_at=NOW + after,
        ends_at=NOW + after + 3 * HOUR,
        place=place,
        address="Laksetorvet 1, 8900 Randers C",
        bring="Papir og blyant",
        latitude=56.4607,
        longitude=10.0364,
    )


def _sessions(database: Database, courses: dict[str, int]) -> dict[str, int]:
    cause = Cause(OPERATOR, "town:session", NOW - 3 * DAY)
    return {
        key: scheduling.add(database, courses[row[0]], key, _plan(key), cause=cause.part(key))
        for key, row in _SESSIONS.items()
    }


def _answers(db: Db, town: Town) -> None:
    no, yes = AnswerKind.NOT_COMING, AnswerKind.COMING
    for who, session, kind, reason in (
        ("Selam", "english", no, Reason.APPOINTMENT),
        ("Amal", "english", yes, None),
        ("Jens", "bus", no, None),
        ("Noor", "english", no, Reason.TRANSPORT),
    ):
        person = db.get_one(Participant, town.people[who])
        db.add(
            Answer(
                municipality_id=person.municipality_id,
                session_id=town.sessions[session],
                participant_id=town.people[who],
                kind=kind,
                reason=reason,
                answered_at=NOW - HOUR / 2,
            )
        )
        db.add(
            Change(
                municipality_id=person.municipality_id,
                kind=ChangeKind.ANSWERED,
                at=NOW - HOUR / 2,
                cause=f"town:answer:{who}",
                participant_id=person.id,
                session_id=town.sessions[session],
                after={"answer": kind},
            )
        )


def _deliveries(db: Db, town: Town) -> None:
    """Let what is ready have become something: sent, failed, uncertain."""
    for who, state, outcome in (
        ("Selam", NoticeState.SENT, Outcome.DELIVERED),
        ("Amal", NoticeState.UNCERTAIN, Outcome.NO_ANSWER),
        ("Noor", NoticeState.FAILED, Outcome.REJECTED),
        ("Rahwa", NoticeState.FAILED, Outcome.BLOCKED),
    ):
        ready = select(Outbox.id).where(
            Outbox.participant_id == town.people[who], Outbox.state == NoticeState.READY
        )
        db.exec(
            update(Outbox)
            .where(col(Outbox.id).in_(ready))
            .values(state=state, outcome=outcome, finished_at=NOW - HOUR / 2)
        )
    confirmed = db.exec(
        select(Outbox).where(
            Outbox.participant_id == town.people["Selam"],
            Outbox.session_id == town.sessions["visit"],
            Outbox.state == NoticeState.SENT,
        )
    ).first()
    assert confirmed is not None
    confirmed.acknowledged_at = NOW - HOUR / 4


def _inbox(db: Db) -> None:
    db.add(Inbox(bot=BOT, raw=b"{", state=InboxState.QUARANTINED, received_at=NOW - HOUR))
