"""What the lines of one file share while they are brought in."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import wraps
from typing import Protocol, TypeVar

from sqlmodel import Session as Db

from bot.actions import municipalities, people as actions
from bot.actions.changes import Cause
from bot.actions.imports.lines import Effect
from bot.actions.people import Room
from bot.rules.refusals import Refused
from storage import attendance, courses, people, placements, staff
from storage.courses import Course
from storage.municipalities import Municipality
from storage.people import Participant
from storage.placements import Company
from storage.staff import Staff


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

    With `past` it takes what is over, as of a programme that ran before Brobygger came.

    What was looked up is kept, so that a row asks the database next to nothing; `enrolled` holds
    the courses whose reminders must be planned at the end, once for everybody; `named` the places
    on courses that a line was about; `days` are those on which something of a kind begins, by whose
    and which it is, as any line says.
    """

    db: Db
    cause: Cause
    bot: str
    past: bool = False
    homes: dict[str, Municipality] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    rooms: dict[int, Room] = field(default_factory=dict)
    people: dict[int, dict[str, Participant]] = field(default_factory=dict)
    members: dict[str, Staff | None] = field(default_factory=dict)
    enrolled: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)
    days: dict[object, set[date | None]] = field(default_factory=lambda: defaultdict(set))

    def home(self, name: str) -> Municipality:
        """Return the municipality with this name; a new one comes into being."""
        key = name.casefold()
        if key not in self.homes:
            self.homes[key] = municipalities.named(self.db, name, bot=self.bot, now=self.cause.now)
        return self.homes[key]

    def find_course(self, code: str) -> Course | None:
        """Return the course with this code, if there is one."""
        if code not in self.courses:
            found = courses.course_by_code(self.db, code)
            if found is None:
                return None
            self.courses[code] = found
        return self.courses[code]

    def course(self, code: str) -> Course:
        """Return the course with this code; raises NoSuchCourse, PerhapsCourse."""
        found = self.find_course(code)
        if found is None:
            raise self._unknown(code)
        return found

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
        if home not in self.people:
            found = people.of_municipality(self.db, home)
            self.people[home] = {person.reference: person for person in found}
        return self.people[home].get(reference)

    def know(self, person: Participant) -> Participant:
        """Return somebody new, who is found from now on."""
        self.people[person.municipality_id][person.reference] = person
        return person

    def room(self, course: Course) -> Room:
        """Return a course with its places; it is locked from now on."""
        number = course.id or 0
        if number not in self.rooms:
            self.rooms[number] = actions.room_on(self.db, number)
        return self.rooms[number]

    def lock_ahead(
        self, codes: Iterable[str], numbers: Sequence[int] = (), *, before: datetime
    ) -> None:
        """Lock these courses, then their sessions and those of people with these numbers.

        In everybody's order: the courses, their sessions, and what is owed about them.
        """
        named = filter(None, map(self.find_course, set(codes)))
        rooms = [self.room(course) for course in sorted(named, key=lambda course: course.id or 0)]
        found, now = [room.course.id or 0 for room in rooms], self.cause.now
        attendance.lock_ahead(self.db, numbers, courses=found, since=now, before=before)

    def member(self, email: str) -> Staff | None:
        """Return the member of staff with this address, if there is one."""
        if email not in self.members:
            self.members[email] = staff.by_email(self.db, email)
        return self.members[email]

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


class OfPerson(Protocol):
    """What a list wants for somebody, who is known by their case reference."""

    @property
    def reference(self) -> str:
        """The municipality's own word for the case."""

    @property
    def municipality(self) -> str:
        """The name of the municipality."""


Wanted = TypeVar("Wanted", bound=OfPerson)


def of_person(
    bring: Callable[[Work, Participant, Wanted, Cause], Effect],
) -> Callable[[Work, Wanted, Cause], Effect]:
    """Make what brings a line in of what does so for a person; raises NoSuchPerson.

    Of who was erased nothing is noted: a list that names them does not undo what they wished.
    """

    @wraps(bring)
    def find(work: Work, wanted: Wanted, cause: Cause) -> Effect:
        person = work.person(wanted.municipality, wanted.reference)
        if person.erased_at is not None:
            return Effect.UNCHANGED
        return bring(work, person, wanted, cause)

    return find
