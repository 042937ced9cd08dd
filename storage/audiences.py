"""Audiences in SQL: who is in them, and why; expanded for a crowd in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import ColumnElement, case, false, insert, literal, select as sql_select, true
from sqlmodel import Session as Db, and_, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from storage import attendance, chats, stages
from storage.answers import Answer
from storage.broadcasts import REACHED, Broadcast, Recipient
from storage.chats import Link
from storage.courses import Course
from storage.enrolments import Enrolment
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import (
    OPEN_STATES,
    BroadcastState,
    Exclusion,
    GroupKind,
    Language,
    Narrowing,
    NoticeState,
    PhaseKind,
)

QUESTIONS = ("broadcast", "check_in", "pulse", "follow_up")
LATELY = timedelta(hours=24)
LOST = (
    NoticeState.FAILED,
    NoticeState.EXPIRED,
    NoticeState.CANCELLED,
    NoticeState.SUPERSEDED,
)
"""What certainly did not arrive."""

Condition = ColumnElement[bool]
Searches = Mapping[int, Condition]
"""By the number of a saved search, who it finds, as a condition on `Participant`."""


Why = Exclusion | Narrowing
"""Why somebody is left out who is in a group."""


class Group(Protocol):
    """Some people, as `bot.rules.audiences` has them."""

    @property
    def kind(self) -> GroupKind:
        """What it is made of."""

    @property
    def numbers(self) -> Sequence[int]:
        """The ids of what it is made of."""


class Audience(Protocol):
    """Whom a sender has chosen, as `bot.rules.audiences` has it."""

    @property
    def groups(self) -> Sequence[Group]:
        """Who is in it."""

    @property
    def languages(self) -> Sequence[Language]:
        """What narrows it, when there are any."""

    @property
    def phases(self) -> Sequence[PhaseKind]:
        """What narrows it, when there are any."""

    @property
    def without(self) -> Sequence[Exclusion]:
        """Whom it leaves out by what holds of them."""

    @property
    def but(self) -> Sequence[int]:
        """Whom it leaves out by their ids."""


@dataclass(frozen=True)
class Scope:
    """In whose name people are looked for: the municipality, its member, when, and the searches.

    `today` is the day in Copenhagen.
    """

    municipality_id: int
    staff_id: int
    now: datetime
    today: date
    searches: Searches = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """An audience as SQL: a condition for each of its groups, and what narrows them all.

    `home` tells who can be written to at all; `stays` who is not left out, by why they would be.
    """

    groups: tuple[Condition, ...]
    home: Condition
    stays: Mapping[Why, Condition] = field(default_factory=dict)

    @property
    def somewhere(self) -> Condition:
        """Who is in at least one group, also when they are left out."""
        return and_(or_(false(), *self.groups), self.home)

    @property
    def everybody(self) -> Condition:
        """Who is in at least one group, and not left out."""
        return and_(self.somewhere, *self.stays.values())

    @property
    def bits(self) -> ColumnElement[int]:
        """In which of the groups somebody is, the first one as the lowest bit."""
        found: ColumnElement[int] = literal(0)
        for place, group in enumerate(self.groups):
            found = found + case((group, 1 << place), else_=0)
        return found


def group(db: Db, scope: Scope, kind: GroupKind, numbers: Sequence[int]) -> Condition:
    """Return who is in a group, among the citizens of the municipality."""
    number = numbers[0] if numbers else 0
    match kind:
        case GroupKind.MUNICIPALITY:
            return true()  # everybody that is looked for is of the municipality
        case GroupKind.CASELOAD:
            return col(Participant.caseworker_id) == scope.staff_id
        case GroupKind.SEARCH:
            return scope.searches.get(number, false())
        case GroupKind.EVENT:
            return _whose_it_is(db, number)
        case GroupKind.UNDECIDED:
            said = select(Answer.participant_id).where(Answer.session_id == number)
            return and_(_whose_it_is(db, number), col(Participant.id).not_in(said))
        case _:
            listed = _listed(kind, number)
            return col(Participant.id).in_(numbers if listed is None else listed)


def _listed(kind: GroupKind, number: int) -> SelectOfScalar[Any] | None:
    """Return whom a course, a project or a broadcast lists; None for people by their numbers."""
    courses = select(Course.id).where(Course.project_id == number)
    return {
        GroupKind.COURSE: _enrolled(col(Enrolment.course_id) == number),
        GroupKind.PROJECT: _enrolled(col(Enrolment.course_id).in_(courses)),
        GroupKind.SILENT: _silent(number),
        GroupKind.UNREACHED: _in_state(number, LOST),
        GroupKind.REACHED: _in_state(number, REACHED),
        GroupKind.CONCERNED: _in_state(number, (*REACHED, *OPEN_STATES)),
    }.get(kind)


def wanted(db: Db, scope: Scope, audience: Audience) -> Wanted:
    """Return an audience as SQL; nobody of another municipality, and nobody erased, is in it."""
    stays: dict[Why, Condition] = {}
    if audience.languages:
        stays[Narrowing.LANGUAGE] = col(Participant.language).in_(audience.languages)
    if audience.phases:
        phases = [stages.in_phase(phase, scope.today) for phase in audience.phases]
        stays[Narrowing.PHASE] = or_(*phases)
    if audience.but:
        stays[Narrowing.BY_NAME] = col(Participant.id).not_in(audience.but)
    stays |= {why: ~left_out(scope, why) for why in audience.without}
    chosen = tuple(group(db, scope, one.kind, one.numbers) for one in audience.groups)
    return Wanted(chosen, _home(scope.municipality_id), stays)


def recipients(broadcast: Broadcast) -> Wanted:
    """Return who was written down as those whom a broadcast goes to."""
    listed = select(Recipient.participant_id).where(Recipient.broadcast_id == broadcast.id)
    return Wanted((col(Participant.id).in_(listed),), _home(broadcast.municipality_id))


def is_written_down(broadcast: Broadcast) -> bool:
    """Tell whether it is settled whom a broadcast goes to."""
    if broadcast.recurs or broadcast.state is BroadcastState.DRAFT:
        return False
    return broadcast.started_at is not None or not broadcast.is_live


def size(db: Db, chosen: Wanted) -> int:
    """Return how many people an audience has now."""
    return db.exec(select(func.count()).select_from(Participant).where(chosen.everybody)).one()


def sizes(db: Db, chosen: Wanted) -> list[int]:
    """Return how many people are in each group of an audience now, in one statement."""
    counts = [func.sum(case((group, 1), else_=0)) for group in chosen.groups]
    everybody = sql_select(*counts).where(chosen.home, *chosen.stays.values())
    return [number or 0 for number in db.connection().execute(everybody).one()]


def by_language(db: Db, chosen: Wanted) -> dict[Language, int]:
    """Return how many people of an audience read which language, in the order of the languages."""
    found = db.exec(
        select(Participant.language, func.count())
        .where(chosen.everybody)
        .group_by(col(Participant.language))
    ).all()
    counts = {Language(language): number for language, number in found}
    return {language: counts[language] for language in Language if language in counts}


def reachable(db: Db, chosen: Wanted) -> int:
    """Return how many people of an audience have a chat with us that works."""
    linked = select(Link.participant_id).where(chats.holds())
    there = and_(col(Participant.id).in_(linked), col(Participant.unreachable_at).is_(None))
    found = select(func.count()).select_from(Participant).where(chosen.everybody, there)
    return db.exec(found).one()


def _home(municipality_id: int) -> Condition:
    return and_(
        col(Participant.municipality_id) == municipality_id, col(Participant.erased_at).is_(None)
    )


def left_out(scope: Scope, why: Exclusion) -> Condition:
    """Return whom an exclusion leaves out."""
    match why:
        case Exclusion.ASKED_LATELY:
            asked = select(Outbox.id).where(
                Outbox.participant_id == Participant.id,
                Outbox.state == NoticeState.SENT,
                col(Outbox.kind).in_(QUESTIONS),
                col(Outbox.finished_at) > scope.now - LATELY,
            )
            return asked.exists()
        case Exclusion.MUTED:
            return func.coalesce(col(Participant.muted_until) > scope.now, false())
        case Exclusion.NO_CONSENT:
            linked = select(Link.participant_id).where(chats.holds())
            return col(Participant.id).not_in(linked)


def expand(db: Db, broadcast: Broadcast, audience: Wanted) -> None:
    """Write down who a broadcast goes to, and why."""
    chosen = select(
        col(Participant.municipality_id), literal(broadcast.id), col(Participant.id), audience.bits
    ).where(audience.everybody)
    into = ("municipality_id", "broadcast_id", "participant_id", "groups")
    # Through the connection: the ORM would give each of a hundred thousand rows an object.
    db.connection().execute(insert(Recipient).from_select(into, chosen, include_defaults=False))


def _enrolled(on: Condition) -> SelectOfScalar[int]:
    return select(Enrolment.participant_id).where(on, col(Enrolment.ended_at).is_(None))


def _whose_it_is(db: Db, session_id: int) -> Condition:
    """Return whose a session is; of one that is gone, nobody's."""
    session = db.get(Session, session_id)
    return attendance.is_theirs(session) if session else false()


def _silent(broadcast_id: int) -> SelectOfScalar[int]:
    """Return whom a broadcast has reached and who has not answered it."""
    return select(Recipient.participant_id).where(
        Recipient.broadcast_id == broadcast_id,
        col(Recipient.choice).is_(None),
        col(Recipient.participant_id).in_(_in_state(broadcast_id, REACHED)),
    )


def _in_state(broadcast_id: int, states: Sequence[NoticeState]) -> SelectOfScalar[Any]:
    return select(Outbox.participant_id).where(
        Outbox.broadcast_id == broadcast_id, col(Outbox.state).in_(states)
    )
