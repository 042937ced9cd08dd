"""What the lines of one file share while they are brought in."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from sqlmodel import Session as Db

from bot.actions import municipalities
from bot.actions.changes import Cause
from bot.rules.refusals import Refused
from storage import courses, people, placements
from storage.courses import Course
from storage.municipalities import Municipality
from storage.people import Participant
from storage.placements import Company


class NoSuchCourse(Refused):
    """There is no course {code}. Import the courses first."""


class PerhapsCourse(Refused):
    """There is no course {code}. Perhaps it is {nearest}?"""


class NoSuchCompany(Refused):
    """There is no company {key} in {municipality}. Import the companies first."""


class PerhapsCompany(Refused):
    """There is no company {key} in {municipality}. Perhaps it is {nearest}?"""


class NoSuchPerson(Refused):
    """Nobody in {municipality} has the reference {reference}. Import the people first."""


@dataclass
class Work:
    """One import: its transaction, its cause, the bot that new municipalities get.

    What was looked up is kept; `enrolled` holds the courses whose reminders must be
    planned at the end, once for everybody.
    """

    db: Db
    cause: Cause
    bot: str
    homes: dict[str, Municipality] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    enrolled: set[int] = field(default_factory=set)

    def home(self, name: str) -> Municipality:
        """Return the municipality with this name; a new one comes into being."""
        key = name.casefold()
        if key not in self.homes:
            self.homes[key] = municipalities.named(self.db, name, bot=self.bot)
        return self.homes[key]

    def course(self, code: str) -> Course:
        """Return the course with this code; raises NoSuchCourse, PerhapsCourse."""
        if code not in self.courses:
            found = courses.course_by_code(self.db, code)
            if found is None:
                raise self._unknown(code)
            self.courses[code] = found
        return self.courses[code]

    def company(self, municipality: str, key: str) -> Company:
        """Return a municipality's company; raises NoSuchCompany, PerhapsCompany."""
        home = self.home(municipality).id or 0
        found = placements.company_by_key(self.db, home, key)
        if found is not None:
            return found
        keys = [company.key for company in placements.companies_of(self.db, home)]
        nearest = get_close_matches(key, keys, n=1)
        if nearest:
            raise PerhapsCompany(key=key, municipality=municipality, nearest=nearest[0])
        raise NoSuchCompany(key=key, municipality=municipality)

    def find_person(self, municipality: str, reference: str) -> Participant | None:
        """Return the person with this case reference, if there is one."""
        home = self.home(municipality).id or 0
        return people.by_reference(self.db, home, reference)

    def person(self, municipality: str, reference: str) -> Participant:
        """Return the person with this case reference; raises NoSuchPerson."""
        found = self.find_person(municipality, reference)
        if found is None:
            raise NoSuchPerson(municipality=municipality, reference=reference)
        return found

    def _unknown(self, code: str) -> Refused:
        nearest = get_close_matches(code, courses.codes(self.db), n=1)
        if nearest:
            return PerhapsCourse(code=code, nearest=nearest[0])
        return NoSuchCourse(code=code)
