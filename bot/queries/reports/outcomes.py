"""The outcome report: every figure with its numerator, denominator and date."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import OPERATOR, Caller
from bot.queries.reports import groups, standings
from bot.queries.reports.groups import Group
from bot.queries.reports.projects import ProjectRef
from bot.rules.refusals import Refused
from bot.rules.reports import figures, shielding
from bot.rules.reports.figures import DEFINITIONS, Among, By, Figure, Name, NotForYou, check_day
from bot.rules.reports.shielding import Shown
from bot.rules.reports.standing import Standing, Tally
from bot.rules.time import local
from bot.texts.when import date_in_digits
from storage.database import Database
from storage.municipalities import Municipality

Key = int | str | None
Sides = dict[bool, dict[Key, Tally]]
"""Whether the reader may see them by name, then by group."""


class NobodyYet(Refused):
    """Nobody had started in {project} by {on}. Choose a later day or another project."""


@dataclass(frozen=True)
class Asked:
    """What report is wanted: of which project, as of which day, beside which other day."""

    project_id: int
    as_of: date
    compare: date | None = None
    by: By | None = None
    among: Among = Among.STARTED

    @property
    def dates(self) -> tuple[date, ...]:
        """The days that stand side by side, the one that is asked for first."""
        return (self.as_of, self.compare) if self.compare else (self.as_of,)


@dataclass(frozen=True)
class Column:
    """The figures of one group, or (None) of the whole project: a tuple of them for each date."""

    group: Group | None
    dates: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True)
class Outcomes:
    """The report: the project first, then the reader's own municipality, then the groups."""

    project: ProjectRef
    asked: Asked
    columns: tuple[Column, ...]

    @property
    def is_hiding(self) -> bool:
        """Whether anything is hidden from the reader."""
        return any(
            one.n is None for column in self.columns for found in column.dates for one in found
        )


def outcomes(database: Database, caller: Caller, asked: Asked, *, now: datetime) -> Outcomes:
    """Return the report; raises NotThere, AheadOfToday, LongAgo, NobodyYet and NotForYou."""
    for on in asked.dates:
        field = "as_of" if on == asked.as_of else "compare"
        check_day(on, today=local(now).date(), field=field)
    with database.reading() as db:
        project = access.project(db, caller, asked.project_id)
        found = ProjectRef(project.id or 0, project.name)
        parts = [_counted(db, caller, asked, on, asked.by) for on in asked.dates]
        totals = (
            [_counted(db, caller, asked, on, None) for on in asked.dates]
            if asked.by is By.COURSE  # where somebody may count more than once
            else [_together(sides) for sides in parts]
        )
        if not any(side for sides in totals for side in sides.values()):
            raise NobodyYet(project=found.name, on=date_in_digits(max(asked.dates)))
        if asked.among is not Among.STARTED and any(sides[False] for sides in totals):
            raise NotForYou
        known = groups.known(db, asked.by, found.id) if asked.by else []
        home = db.get(Municipality, caller.municipality_id or 0)
    return Outcomes(found, asked, tuple(_columns(asked, totals, parts, known, home)))


def everybody(db: Db, asked: Asked) -> Tally:
    """Return where everybody of the project stands, within a transaction."""
    return _all(groups_of(db, asked, None))


def groups_of(db: Db, asked: Asked, by: By | None) -> dict[Key, Tally]:
    """Return the same by their groups."""
    return _counted(db, OPERATOR, asked, asked.as_of, by)[True]


def _counted(db: Db, caller: Caller, asked: Asked, on: date, by: By | None) -> Sides:
    """Count how many stand how on a day: one statement, whoever they are."""
    by_course = by is By.COURSE
    rows = standings.standings(
        asked.project_id,
        on,
        groups.is_named(caller).label("is_seen"),
        groups.column(by).label("key"),
        by_course=by_course,
        with_people=not (caller.is_operator or caller.counts_only) or by in groups.OF_PEOPLE,
    ).subquery()
    sides: Sides = {True: {}, False: {}}
    counts: dict[tuple[bool, Key], Counter[Standing]] = defaultdict(Counter)
    for row in db.exec(select(*rows.c, func.count()).group_by(*rows.c)):  # type: ignore[call-overload]
        is_seen, key, *course, standing, number = row
        # Who has completed a course stands alike, still on another one or not.
        counts[bool(is_seen), course[0] if course else key][standings.read(standing)] += number
    for (is_seen, key), found in counts.items():
        sides[is_seen][key] = Tally(found)
    return sides


def _columns(
    asked: Asked,
    totals: list[Sides],
    parts: list[Sides],
    known: list[Group],
    home: Municipality | None,
) -> Iterator[Column]:
    """Yield the project, the reader's own municipality, and each group that has anybody."""
    alike = [
        (_all(whole[False]), part[False] if asked.by else {})
        for whole, part in zip(totals, parts, strict=True)
    ]
    shown = shielding.shown(alike)
    yield Column(None, _cells(asked, totals, shown.of_all))
    is_shared = any(sides[False] for sides in totals) and any(sides[True] for sides in totals)
    if home is not None and is_shared and asked.by is not By.MUNICIPALITY:
        own = Group(By.MUNICIPALITY, home.id, home.name, home.name)
        seen: list[Sides] = [{True: sides[True], False: {}} for sides in totals]
        yield Column(own, _cells(asked, seen, shielding.EVERYTHING))
    for group in known:
        theirs = [
            {
                side: {group.id: found[group.id]} if group.id in found else {}
                for side, found in sides.items()
            }
            for sides in parts
        ]
        if any(side for sides in theirs for side in sides.values()):
            yield Column(group, _cells(asked, theirs, _names(shown, group.id)))


def _names(shown: Shown[Key], key: Key) -> frozenset[Name]:
    return frozenset() if key in shown.hidden else shown.of_groups


def _cells(
    asked: Asked, sides: list[Sides], names: frozenset[Name]
) -> tuple[tuple[Figure, ...], ...]:
    """Return the figures of both sides together; where nobody is unseen, nothing is hidden."""
    found = []
    for on, one in zip(asked.dates, sides, strict=True):
        tally = _all(one[True]) + _all(one[False])
        open_names = names if one[False] else shielding.EVERYTHING
        found.append(
            tuple(
                shielding.hide(figures.figure(name, tally, on, asked.among), open_names)
                for name in DEFINITIONS
            )
        )
    return tuple(found)


def _together(sides: Sides) -> Sides:
    """Return groups that share nobody as one."""
    return {side: {None: _all(found)} if found else {} for side, found in sides.items()}


def _all(found: Mapping[Key, Tally]) -> Tally:
    return sum(found.values(), Tally())
