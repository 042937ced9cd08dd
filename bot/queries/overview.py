"""Today: what a caseworker must know first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import aliased
from sqlmodel import Session as Db, and_, col, or_, select

from bot.actions.access import Caller
from bot.queries import attendance, deliveries, links, refs
from bot.queries.deliveries import Delivery
from bot.queries.parts import Part
from bot.queries.reason_classes import Names
from bot.queries.refs import PersonRef, SessionRef
from bot.queries.schedule import Meeting
from bot.rules import time
from bot.rules.time import local
from storage import attendance as attending, people
from storage.absences import Absence as Reported
from storage.answers import Answer
from storage.courses import Course, CourseMunicipality
from storage.database import Database
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import AnswerKind, LinkState, NoticeState, Outcome, Priority

DAYS_AHEAD = 8
RECENT = timedelta(days=7)


@dataclass(frozen=True)
class Absence:
    """Somebody said that they cannot come; a report of a whole day stands for each session.

    `id` and `receipt` are those of the report, `noted_at` is when staff said that they saw it.
    """

    person: PersonRef
    session: SessionRef
    reason: Part | None
    said_at: datetime
    id: int | None
    receipt: int | None
    noted_at: datetime | None


@dataclass(frozen=True)
class Today:
    """The overview of one municipality; names are left out for who sees counts only.

    `links` are the counts of everybody by link state.
    """

    absences: tuple[Absence, ...]
    unreached: tuple[Delivery, ...]
    unconfirmed: tuple[Delivery, ...]
    today: tuple[Meeting, ...]
    tomorrow: tuple[Meeting, ...]
    links: dict[LinkState, int]
    counts: dict[str, int]


def today(database: Database, caller: Caller, *, now: datetime) -> Today:
    """Return what happens today and what needs somebody's attention."""
    first = local(now).date()
    begin, end = time.days(first, count=DAYS_AHEAD)
    _, middle = time.days(first, count=1)
    _, night = time.days(first, count=2)
    with database.reading() as db:
        found = absences(db, caller, begin, end)
        unreached = _unreached(db, caller, now)
        unconfirmed = _unconfirmed(db, caller, now)
        named = not caller.counts_only
        return Today(
            absences=tuple(found) if named else (),
            unreached=tuple(unreached) if named else (),
            unconfirmed=tuple(unconfirmed) if named else (),
            today=tuple(_meetings(db, caller, begin, middle)),
            tomorrow=tuple(_meetings(db, caller, middle, night)),
            links=_links(db, caller, now),
            counts={
                "absences": len(found),
                "unreached": len(unreached),
                "unconfirmed": len(unconfirmed),
            },
        )


def absences(db: Db, caller: Caller, begin: datetime, end: datetime) -> list[Absence]:
    """Return who does not come in this time, the last to say so first."""
    found = db.exec(
        select(Answer, Participant, Session, Reported)
        .join(Participant, col(Participant.id) == Answer.participant_id)
        .join(Session, col(Session.id) == Answer.session_id)
        .outerjoin(Reported, col(Reported.id) == Answer.absence_id)
        .where(
            Participant.municipality_id == caller.municipality_id,
            Answer.kind == AnswerKind.NOT_COMING,
            Session.starts_at >= begin,
            Session.starts_at < end,
            col(Session.cancelled_at).is_(None),
        )
        .order_by(col(Answer.answered_at).desc(), col(Answer.id).desc())
    )
    names = Names(db)
    return [_absence(names, *row) for row in found]


def _absence(
    names: Names, answer: Answer, person: Participant, session: Session, report: Reported | None
) -> Absence:
    return Absence(
        person=refs.person(person),
        session=refs.session(session),
        reason=names.of(person.municipality_id, answer.reason),
        said_at=answer.answered_at,
        id=report.id if report else None,
        receipt=report.number if report else None,
        noted_at=report.seen_at if report else None,
    )


def _unreached(db: Db, caller: Caller, now: datetime) -> list[Delivery]:
    """Return, one a person, the latest of this week that did not surely arrive.

    A reminder to somebody who is not linked is no news: they stand among the unlinked.
    What was said of the same session later did arrive after all.
    """
    routine = and_(
        col(Outbox.outcome).in_((Outcome.NOT_LINKED, Outcome.STOPPED)),
        col(Outbox.priority) >= int(Priority.REMINDER),
    )
    later = aliased(Outbox)
    told_since = (
        select(later.id)
        .where(
            col(later.participant_id) == Outbox.participant_id,
            col(later.session_id) == Outbox.session_id,
            col(later.state) == NoticeState.SENT,
            col(later.id) > col(Outbox.id),
        )
        .exists()
    )
    rows = deliveries.found(
        db,
        caller,
        or_(deliveries.not_arrived(), col(Outbox.state) == NoticeState.UNCERTAIN),
        col(Outbox.created_at) > now - RECENT,
        or_(col(Session.id).is_(None), col(Session.ends_at) > now),
        or_(col(Outbox.outcome).is_(None), ~routine),
        ~told_since,
        size=deliveries.ALL,
    )
    latest: dict[int, Delivery] = {}
    for row in rows:
        if row.person:
            latest.setdefault(row.person.id, row)
    return list(latest.values())


def _unconfirmed(db: Db, caller: Caller, now: datetime) -> list[Delivery]:
    ahead = col(Session.starts_at) > now
    return deliveries.found(db, caller, *deliveries.unconfirmed(), ahead, size=deliveries.ALL)


def _meetings(db: Db, caller: Caller, begin: datetime, end: datetime) -> list[Meeting]:
    shared = select(CourseMunicipality.course_id).where(
        CourseMunicipality.municipality_id == caller.municipality_id
    )
    own = attending.events_of(caller.municipality_id or 0)
    found = db.exec(
        select(Session, Course)
        .outerjoin(Course, col(Course.id) == Session.course_id)
        .where(
            or_(col(Session.course_id).in_(shared), own),
            Session.starts_at >= begin,
            Session.starts_at < end,
        )
        .order_by(col(Session.starts_at), col(Session.id))
    ).all()
    counts = attendance.counts(db, [session for session, _ in found])
    return [
        Meeting(
            refs.session(one),
            refs.course(course) if one.course_id else None,
            one.kind,
            counts[one.id or 0],
        )
        for one, course in found
    ]


def _links(db: Db, caller: Caller, now: datetime) -> dict[LinkState, int]:
    home = caller.municipality_id
    everybody = people.of_municipality(db, home) if home is not None else []
    crowd = [person for person in everybody if person.erased_at is None]
    state = list(links.states(db, crowd, now).values())
    return {one: state.count(one) for one in LinkState}
