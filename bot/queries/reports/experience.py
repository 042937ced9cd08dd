"""The experience report that partners get every half-year: counts, and nobody by name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session as Db, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.actions import access
from bot.actions.access import Caller
from bot.queries.parts import Label
from bot.queries.reports import outcomes
from bot.queries.reports.outcomes import Asked, NobodyYet
from bot.queries.reports.projects import ProjectRef
from bot.rules.reports import periods, shielding
from bot.rules.reports.figures import DEFINITIONS, By, Figure, check_day, figure
from bot.rules.reports.standing import Tally
from bot.rules.time import local
from bot.texts.when import date_in_digits
from storage.courses import Course, ProjectMunicipality
from storage.database import Database
from storage.enrolments import Enrolment
from storage.placements import Placement, Slot
from storage.schedule import Session
from storage.statuses import CheckIn
from storage.vocabulary import SessionKind, TargetGroup, Wish

SCORES = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Offered:
    """A course, for whom it is, and how many have started on it; None is hidden."""

    name: Label
    target_group: TargetGroup
    capacity: int
    started: int | None


@dataclass(frozen=True)
class Said:
    """What people answered once a week; a None is hidden."""

    answered: int | None
    scores: Mapping[int, int | None]
    wishes: Mapping[Wish, int | None]


@dataclass(frozen=True)
class Experience:
    """What was done in a half-year, and how it stands at its end or on an earlier day.

    `sessions` and `hours` are those of the courses, by kind; `trades` the places that companies
    have offered. `placements` and `companies` are hidden while there are few.
    """

    project: ProjectRef
    since: date
    as_of: date
    sessions: Mapping[SessionKind, tuple[int, float]]
    courses: tuple[Offered, ...]
    trades: tuple[tuple[Label, int], ...]
    placements: int | None
    companies: int | None
    results: tuple[Figure, ...]
    said: Said


def experience(database: Database, caller: Caller, asked: Asked, *, now: datetime) -> Experience:
    """Return the report of the half-year that a day is in, until that day.

    Whoever asks, it holds what partners may read. Raises NotThere, AheadOfToday, LongAgo and
    NobodyYet.
    """
    check_day(asked.as_of, today=local(now).date())
    since = periods.half_year(asked.as_of)
    with database.reading() as db:
        project = access.project(db, caller, asked.project_id)
        found = ProjectRef(project.id or 0, project.name)
        everybody = outcomes.everybody(db, asked)
        if not everybody.people:
            raise NobodyYet(project=found.name, on=date_in_digits(asked.as_of))
        placements, companies = _placements(db, found.id, since, asked.as_of)
        return Experience(
            found,
            since,
            asked.as_of,
            sessions=_sessions(db, found.id, since, asked.as_of, now=now),
            courses=_courses(db, asked),
            trades=_trades(db, found.id, since, asked.as_of),
            placements=placements,
            companies=companies,
            results=_results(everybody, asked.as_of),
            said=_said(db, found.id, since, asked.as_of),
        )


def _results(everybody: Tally, as_of: date) -> tuple[Figure, ...]:
    shown = shielding.shown_of(everybody)
    return tuple(shielding.hide(figure(name, everybody, as_of), shown) for name in DEFINITIONS)


def _sessions(
    db: Db, project_id: int, since: date, until: date, *, now: datetime
) -> dict[SessionKind, tuple[int, float]]:
    """Return how many sessions there were by their kind, and for how many hours: what is over."""
    begins, ends = periods.moments(since, until)
    found = (
        select(Session.kind, Session.starts_at, Session.ends_at)
        .join(Course, col(Course.id) == Session.course_id)
        .where(
            Course.project_id == project_id,
            col(Session.cancelled_at).is_(None),
            Session.starts_at >= begins,
            Session.starts_at < ends,
            Session.ends_at <= now,
        )
    )
    counts: Counter[SessionKind] = Counter()
    times: dict[SessionKind, timedelta] = {}
    for word, starts_at, ends_at in db.exec(found):
        kind = SessionKind(word)
        counts[kind] += 1
        times[kind] = times.get(kind, timedelta()) + (ends_at - starts_at)
    return {
        kind: (counts[kind], times[kind] / timedelta(hours=1))
        for kind in SessionKind
        if kind in counts
    }


def _courses(db: Db, asked: Asked) -> tuple[Offered, ...]:
    theirs = Course.project_id == asked.project_id
    found = db.exec(select(Course).where(theirs).order_by(Course.code))
    groups = outcomes.groups_of(db, asked, By.COURSE)
    shown = shielding.shown([(sum(groups.values(), Tally()), groups)])
    return tuple(
        Offered(
            Label(row.name_da, row.name_en),
            row.target_group,
            row.capacity,
            None if row.id in shown.hidden else groups.get(row.id, Tally()).people,
        )
        for row in found
    )


def _trades(db: Db, project_id: int, since: date, until: date) -> tuple[tuple[Label, int], ...]:
    """Return the places that companies offered for this time, by trade."""
    homes = select(ProjectMunicipality.municipality_id).where(
        ProjectMunicipality.project_id == project_id
    )
    found = db.exec(
        select(Slot.trade, func.max(Slot.trade_en), func.sum(Slot.capacity))
        .where(col(Slot.municipality_id).in_(homes), Slot.from_on <= until, Slot.until_on >= since)
        .group_by(Slot.trade)
        .order_by(Slot.trade)
    )
    return tuple((Label(trade, english), int(places)) for trade, english, places in found)


def _placements(db: Db, project_id: int, since: date, until: date) -> tuple[int | None, int | None]:
    """Return how many placements there were in this time, and at how many companies.

    One that was ended early was there until then, and not at all if it had not begun.
    """
    found = db.exec(
        select(Placement).where(
            col(Placement.participant_id).in_(_people(project_id, until)),
            Placement.from_on <= until,
            Placement.until_on >= since,
        )
    )
    held = [
        one
        for one in found
        if one.ended_at is None or local(one.ended_at).date() >= max(one.from_on, since)
    ]
    if 0 < len({one.participant_id for one in held}) < shielding.FEW:
        return None, None
    return len(held), len({one.company_id for one in held})


def _said(db: Db, project_id: int, since: date, until: date) -> Said:
    """Return what was answered; many answers may be of few people, so these are counted, too."""
    begins, ends = periods.moments(since, until)
    found = db.exec(
        select(CheckIn.participant_id, CheckIn.score, CheckIn.wishes).where(
            col(CheckIn.participant_id).in_(_people(project_id, until)),
            col(CheckIn.score).is_not(None),
            col(CheckIn.answered_at) >= begins,
            col(CheckIn.answered_at) < ends,
        )
    ).all()
    if 0 < len({person for person, *_ in found}) < shielding.FEW:
        return Said(None, dict.fromkeys(SCORES), dict.fromkeys(Wish))
    scores = {score: [who for who, one, _ in found if one == score] for score in SCORES}
    wishes = {wish: [who for who, _, named in found if wish in named] for wish in Wish}
    shown = shielding.parts_shown({score: len(set(people)) for score, people in scores.items()})
    return Said(
        len(found),
        {score: len(people) if score in shown else None for score, people in scores.items()},
        {wish: _unless_few(people, len(found)) for wish, people in wishes.items()},
    )


def _unless_few(people: Sequence[int], of: int) -> int | None:
    """Return how often somebody is among so many, None where that tells of few people."""
    is_few = 0 < len(set(people)) < shielding.FEW or shielding.is_few(len(people), of)
    return None if is_few else len(people)


def _people(project_id: int, until: date) -> SelectOfScalar[int]:
    """Return in SQL who has had a place on one of the project's courses by this day."""
    return (
        select(Enrolment.participant_id)
        .join(Course, col(Course.id) == Enrolment.course_id)
        .where(
            Course.project_id == project_id,
            col(Enrolment.since) < periods.moments(until, until)[1],
        )
    )
