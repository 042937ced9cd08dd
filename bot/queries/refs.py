"""What is shown of a thing wherever it is only mentioned: enough for a link to it."""

from dataclasses import dataclass
from datetime import datetime

from storage.courses import Course
from storage.people import Participant
from storage.schedule import Session


@dataclass(frozen=True)
class PersonRef:
    """A person of the caller's own municipality."""

    id: int
    name: str
    reference: str


@dataclass(frozen=True)
class CourseRef:
    """A course; its name is there in Danish always, in English sometimes."""

    id: int
    code: str
    name_da: str
    name_en: str | None

    def name(self, language: str) -> str:
        """Return the name in the language that a member of staff reads."""
        return (self.name_en if language == "en" else None) or self.name_da


@dataclass(frozen=True)
class SessionRef:
    """A session; moments are aware UTC."""

    id: int
    title_da: str
    title_en: str | None
    starts_at: datetime
    ends_at: datetime
    place: str
    is_cancelled: bool

    def title(self, language: str) -> str:
        """Return the title in the language that a member of staff reads."""
        return (self.title_en if language == "en" else None) or self.title_da


def person(row: Participant) -> PersonRef:
    """Return what is shown of a participant."""
    return PersonRef(row.id or 0, row.name, row.reference)


def course(row: Course) -> CourseRef:
    """Return what is shown of a course."""
    return CourseRef(row.id or 0, row.code, row.name_da, row.name_en)


def session(row: Session) -> SessionRef:
    """Return what is shown of a session."""
    return SessionRef(
        row.id or 0,
        row.title_da,
        row.title_en,
        row.starts_at,
        row.ends_at,
        row.place,
        is_cancelled=row.cancelled_at is not None,
    )
