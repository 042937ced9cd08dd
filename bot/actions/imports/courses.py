"""Bring courses in; the code says which it is."""

from dataclasses import dataclass

from bot.actions import courses as actions
from bot.actions.changes import Cause
from bot.actions.courses import HomeStays, Outline, PlacesTaken, StillJoined, Stretch
from bot.actions.imports import kept
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import Work
from storage import courses
from storage.courses import Course
from storage.vocabulary import TargetGroup


@dataclass(frozen=True)
class WantedCourse:
    """A course as a list names it; a translated name that is None stays as it is."""

    code: str
    name: str
    project: str
    municipalities: tuple[str, ...]
    target_group: TargetGroup
    capacity: int
    phases: tuple[Stretch, ...]
    name_en: str | None = None
    name_ar: str | None = None
    name_ti: str | None = None


def bring(work: Work, wanted: WantedCourse, cause: Cause) -> Effect:
    """Add or change a course; raises PlacesTaken, StillJoined, HomeStays."""
    known = courses.course_by_code(work.db, wanted.code)
    outline = _outline(work, wanted, known)
    if known is None:
        actions.add_in(work.db, wanted.code, outline, cause=cause)
        return Effect.ADDED
    changed = actions.change_in(work.db, known, outline, cause=cause)
    return Effect.CHANGED if changed else Effect.UNCHANGED


def _outline(work: Work, wanted: WantedCourse, known: Course | None) -> Outline:
    return Outline(
        name_da=wanted.name,
        project=wanted.project,
        municipality_ids=tuple(work.home(home).id or 0 for home in wanted.municipalities),
        target_group=wanted.target_group,
        capacity=wanted.capacity,
        phases=wanted.phases,
        name_en=kept.text("name_en", wanted, known) or None,
        name_ar=kept.text("name_ar", wanted, known) or None,
        name_ti=kept.text("name_ti", wanted, known) or None,
    )


COURSES = Noun(
    bring,
    "code",
    {PlacesTaken: "capacity", StillJoined: "municipalities", HomeStays: "municipalities"},
    fields={"name_da": "name"},
)
