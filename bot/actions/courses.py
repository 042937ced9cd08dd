"""Add and change courses: their places, their phases, and whose citizens may join."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlmodel import Session as Db

from bot.actions import changes, wording
from bot.actions.changes import Cause
from bot.rules.refusals import NotThere, Refused
from storage import courses, enrolments
from storage.courses import Course, Phase, Project
from storage.municipalities import Municipality
from storage.vocabulary import ChangeKind, PhaseKind, TargetGroup

NAMES = ("name_da", "name_en", "name_ar", "name_ti")


class PlacesTaken(Refused):
    """The course cannot have only {capacity} places, for {taken} are taken."""


class StillJoined(Refused):
    """{municipality} has people on this course, so it cannot be taken away."""


class HomeStays(Refused):
    """{municipality} began this course and stays with it."""


@dataclass(frozen=True)
class Stretch:
    """A phase: what is done, from one date to another, both included."""

    kind: PhaseKind
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Outline:
    """Everything about a course that is decided; the first municipality is its home."""

    name_da: str
    project: str
    municipality_ids: tuple[int, ...]
    target_group: TargetGroup
    capacity: int
    phases: tuple[Stretch, ...] = ()
    name_en: str | None = None
    name_ar: str | None = None
    name_ti: str | None = None


def outline_of(db: Db, course: Course) -> Outline:
    """Return what is decided about a course now; `replace` it to change something."""
    joined = courses.municipalities_of(db, course.id or 0)
    others = tuple(number for number in joined if number != course.municipality_id)
    phases = courses.phases_of(db, course.id or 0)
    return Outline(
        project=db.get_one(Project, course.project_id).name,
        municipality_ids=(course.municipality_id, *others),
        target_group=course.target_group,
        capacity=course.capacity,
        phases=tuple(Stretch(p.kind, p.starts_on, p.ends_on) for p in phases),
        **{name: getattr(course, name) for name in NAMES},
    )


def add_in(db: Db, code: str, outline: Outline, *, cause: Cause) -> Course:
    """Add a course within a transaction, for the operator; a repeated cause adds nothing.

    Raises NotThere.
    """
    if not cause.caller.is_operator:
        raise NotThere
    known = courses.course_by_code(db, code)
    if known is not None and changes.is_done(db, cause):
        return known
    wording.check(db, outline.municipality_ids[0], wording.of(outline, NAMES))
    added = Course(
        code=code,
        municipality_id=outline.municipality_ids[0],
        project_id=_project(db, outline),
        **_own(outline),
    )
    db.add(added)
    db.flush()
    courses.share(db, added.id or 0, outline.municipality_ids)
    _set_phases(db, added, outline)
    _record(db, added, ChangeKind.COURSE_ADDED, cause, after=_shown(outline))
    return added


def change_in(db: Db, course: Course, outline: Outline, *, cause: Cause) -> bool:
    """Change a course within a transaction; tell whether anything was different.

    The order of the municipalities says nothing here. Raises NotThere, PlacesTaken,
    StillJoined, HomeStays.
    """
    before = outline_of(db, course)
    if _comparable(before) == _comparable(outline) or changes.is_done(db, cause):
        return False
    if not cause.caller.is_operator:
        raise NotThere
    _check(db, course, before, outline)
    said, was = wording.of(outline, NAMES), wording.of(before, NAMES)
    wording.check(db, course.municipality_id, said, before=was)
    for name, value in _own(outline).items():
        setattr(course, name, value)
    course.project_id = _project(db, outline)
    courses.share(db, course.id or 0, outline.municipality_ids)
    if before.phases != outline.phases:
        _set_phases(db, course, outline)
    kind = ChangeKind.COURSE_EDITED
    _record(db, course, kind, cause, before=_shown(before), after=_shown(outline))
    return True


def _own(outline: Outline) -> dict[str, Any]:
    names = (*NAMES, "target_group", "capacity")
    return {name: getattr(outline, name) for name in names}


def _comparable(outline: Outline) -> dict[str, Any]:
    return asdict(outline) | {"municipality_ids": set(outline.municipality_ids)}


def _project(db: Db, outline: Outline) -> int:
    """Return the project's number; it comes into being by being named."""
    project = courses.project_by_name(db, outline.project)
    if project is None:
        project = Project(name=outline.project)
        db.add(project)
        db.flush()
    courses.join_project(db, project.id or 0, outline.municipality_ids)
    return project.id or 0


def _check(db: Db, course: Course, before: Outline, outline: Outline) -> None:
    taken = enrolments.places_taken(db, course.id or 0)
    if outline.capacity < min(taken, before.capacity):
        raise PlacesTaken(taken=taken, capacity=outline.capacity)
    for number in set(before.municipality_ids) - set(outline.municipality_ids):
        name = db.get_one(Municipality, number).name
        if number == course.municipality_id:
            raise HomeStays(municipality=name)
        if enrolments.has_people_of(db, course.id or 0, number):
            raise StillJoined(municipality=name)


def _set_phases(db: Db, course: Course, outline: Outline) -> None:
    courses.clear_phases(db, course.id or 0)
    for phase in outline.phases:
        db.add(Phase(course_id=course.id or 0, **asdict(phase)))
    db.flush()


def _record(
    db: Db,
    course: Course,
    kind: ChangeKind,
    cause: Cause,
    *,
    after: dict[str, Any],
    before: dict[str, Any] | None = None,
) -> None:
    db.flush()
    changes.record(
        db,
        cause,
        kind,
        municipality_id=course.municipality_id,
        before=before,
        after=after,
        course_id=course.id,
    )


def _shown(outline: Outline) -> dict[str, Any]:
    phases = [f"{p.kind} {p.starts_on}..{p.ends_on}" for p in outline.phases]
    shown = asdict(outline) | {"phases": phases, "municipality_ids": list(outline.municipality_ids)}
    return {name: value for name, value in shown.items() if value is not None}
