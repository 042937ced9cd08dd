"""Courses with their phases, the projects that they are of, and whose citizens may join."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Field, Session as Db, SQLModel, col, delete, select

from storage.columns import word
from storage.vocabulary import Language, PhaseKind, TargetGroup


class Project(SQLModel, table=True):
    """A project of one municipality or of several together."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class ProjectMunicipality(SQLModel, table=True):
    """A municipality that takes part in a project."""

    __tablename__ = "project_municipality"

    project_id: int = Field(foreign_key="project.id", primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", primary_key=True)


class Course(SQLModel, table=True):
    """A course; `municipality_id` is the municipality that was named first."""

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    code: str = Field(unique=True)
    name_da: str
    name_en: str | None = None
    name_ar: str | None = None
    name_ti: str | None = None
    target_group: TargetGroup = Field(sa_type=word(TargetGroup))
    capacity: int

    @property
    def names(self) -> dict[Language, str]:
        """The name in each language in which it is known."""
        named = {
            Language.DANISH: self.name_da,
            Language.ENGLISH: self.name_en,
            Language.ARABIC: self.name_ar,
            Language.TIGRINYA: self.name_ti,
        }
        return {language: name for language, name in named.items() if name}


class CourseMunicipality(SQLModel, table=True):
    """A municipality whose citizens may join a course."""

    __tablename__ = "course_municipality"

    course_id: int = Field(foreign_key="course.id", primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", primary_key=True)


class Phase(SQLModel, table=True):
    """A part of a course, both dates included."""

    id: int | None = Field(default=None, primary_key=True)
    course_id: int = Field(foreign_key="course.id", index=True)
    kind: PhaseKind = Field(sa_type=word(PhaseKind))
    starts_on: date
    ends_on: date


def project_by_name(db: Db, name: str) -> Project | None:
    """Return the project with this name."""
    return db.exec(select(Project).where(Project.name == name)).first()


def course_by_code(db: Db, code: str) -> Course | None:
    """Return the course with this code."""
    return db.exec(select(Course).where(Course.code == code)).first()


def codes(db: Db) -> list[str]:
    """Return the code of every course."""
    return list(db.exec(select(Course.code).order_by(Course.code)))


def courses_of(db: Db, municipality_id: int) -> list[Course]:
    """Return the courses that this municipality's citizens may join, by code."""
    return list(
        db.exec(
            select(Course)
            .join(CourseMunicipality, col(CourseMunicipality.course_id) == Course.id)
            .where(CourseMunicipality.municipality_id == municipality_id)
            .order_by(Course.code)
        )
    )


def is_shared_with(db: Db, course_id: int, municipality_id: int) -> bool:
    """Tell whether this municipality's citizens may join the course."""
    return db.get(CourseMunicipality, (course_id, municipality_id)) is not None


def municipalities_of(db: Db, course_id: int) -> list[int]:
    """Return the ids of the municipalities that share a course."""
    return list(
        db.exec(
            select(CourseMunicipality.municipality_id)
            .where(CourseMunicipality.course_id == course_id)
            .order_by(col(CourseMunicipality.municipality_id))
        )
    )


def share(db: Db, course_id: int, municipality_ids: Sequence[int]) -> None:
    """Let the citizens of these municipalities, and of no others, join the course."""
    known = set(municipalities_of(db, course_id))
    for number in known - set(municipality_ids):
        db.delete(db.get_one(CourseMunicipality, (course_id, number)))
    for number in dict.fromkeys(municipality_ids):
        if number not in known:
            db.add(CourseMunicipality(course_id=course_id, municipality_id=number))
    db.flush()


def join_project(db: Db, project_id: int, municipality_ids: Sequence[int]) -> None:
    """Let these municipalities take part in the project, beside those that do already."""
    for number in dict.fromkeys(municipality_ids):
        if db.get(ProjectMunicipality, (project_id, number)) is None:
            db.add(ProjectMunicipality(project_id=project_id, municipality_id=number))
    db.flush()


def clear_phases(db: Db, course_id: int) -> None:
    """Remove a course's phases, so that others can take their place."""
    db.exec(delete(Phase).where(col(Phase.course_id) == course_id))


def phases_of(db: Db, course_id: int) -> list[Phase]:
    """Return a course's phases in order."""
    return list(
        db.exec(select(Phase).where(Phase.course_id == course_id).order_by(col(Phase.starts_on)))
    )


def days_of(db: Db, course_id: int) -> list[tuple[date, date]]:
    """Return the first and the last days of a course's phases."""
    return [(one.starts_on, one.ends_on) for one in phases_of(db, course_id)]
