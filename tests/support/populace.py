"""People of whom everything is a matter of chance: for questions that nobody thought of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar

from sqlmodel import Session as Db, SQLModel

from bot.actions.readiness import categories
from bot.rules import dailies
from bot.rules.time import local
from storage import readiness
from storage.abilities import DanishLevel, Skill
from storage.absences import Absence
from storage.activities import Activity
from storage.attendance import Attendance
from storage.changes import Change
from storage.chats import Link
from storage.database import Database
from storage.enrolments import Enrolment
from storage.messages import Message
from storage.outcomes import Achievement
from storage.people import Invitation, Participant
from storage.placements import Company, Placement
from storage.readiness import Assessment, Decision, Goal
from storage.schedule import Session
from storage.statuses import CheckIn, Pulse, PulseAnswer
from storage.tasks import Task
from storage.vocabulary import (
    ActivityKind,
    ChangeKind,
    ClaimState,
    EnrolmentEnd,
    Gender,
    Language,
    OutcomeKind,
    Presence,
    SessionKind,
    Source,
    TaskKind,
)
from tests.support import founding
from tests.support.founding import NOW

Value = TypeVar("Value")
Whose = dict[str, Any]

TODAY = local(NOW).date()
FIRST = ("Selam", "أمل", "Jens", "Åse", "Ægir", "Rahwa", "SØREN", "Zoë", "100%", "a_b")
LAST = ("Tesfay", "Olesen", "حداد", "Ørsted", "Kidane", "Al-Khatib", "O'Neill")
SKILLS = ("Kørekort B", "Svejsning", "Excel", "kørekort C")
COMPANIES = ("Netto", "Hotel Ågade", "Arriva")
NAMES = (*FIRST, *LAST, *SKILLS, *COMPANIES, "RND-7", "RND-12", "%", "_")
QUARTERS = (date(2026, 10, 1), date(2026, 7, 1), date(2026, 4, 1))
SIGNS = (*dailies.SIGNS_OF_LIFE[:4], ChangeKind.LINKED, ChangeKind.ENROLLED)


def settle(database: Database, dice: Random, size: int) -> None:
    """Fill an empty database with the town's courses and so many people by chance."""
    town = founding.found(database)
    with database.transaction() as db:
        for home in (1, 2):
            categories.ship_in(db, home)
        Chance(db, dice, list(town.courses.values())).people(size)


@dataclass
class Chance:
    """Writes people down, and everything about them."""

    db: Db
    dice: Random
    courses: list[int]

    def people(self, size: int) -> None:
        self.db.add_all(
            Company(id=number, municipality_id=1, key=name, name=name)
            for number, name in enumerate(COMPANIES, 1)
        )
        self.db.add_all(self._session(number) for number in range(1, 13))
        people = [self._person(number) for number in range(1000, 1000 + size)]
        self.db.add_all(people)
        self.db.flush()
        for person in people:
            whose = {"municipality_id": person.municipality_id, "participant_id": person.id}
            self.db.add_all(self._about(whose))
            self._pulses(whose)
        self.db.flush()

    def _person(self, number: int) -> Participant:
        home = self.dice.choice((1, 1, 2))
        return Participant(
            municipality_id=home,
            reference=f"RND-{number}",
            name=f"{self.dice.choice(FIRST)} {self.dice.choice(LAST)}",
            called=self._maybe(self.dice.choice(FIRST)),
            language=self.dice.choice(list(Language)),
            gender=self._maybe(self.dice.choice(list(Gender))),
            caseworker_id=self._maybe(3 if home == 2 else 1),
            unreachable_at=self._maybe(NOW, 0.2),
        )

    def _session(self, number: int) -> Session:
        starts_at = self._moment()
        return Session(
            id=number,
            municipality_id=1,
            course_id=self.dice.choice(self.courses),
            key=str(number),
            kind=SessionKind.CLASS,
            title_da="Time",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            place="AMU",
            cancelled_at=self._maybe(NOW, 0.2),
        )

    def _about(self, whose: Whose) -> Iterator[SQLModel]:
        yield from self._way(whose)
        yield from self._contact(whose)
        yield from self._met(whose)
        for _ in self._some(2):
            yield Achievement(
                **whose,
                kind=self.dice.choice(list(OutcomeKind)),
                state=self.dice.choice(list(ClaimState)),
                employer=self.dice.choice(("", *COMPANIES)),
                hours=self._maybe(self.dice.choice((12.5, 20.0, 37.0))),
                starts_on=self._maybe(self._day(ahead=60)),
                ends_on=self._maybe(self._day(ahead=90), 0.3),
                claimed_at=NOW,
            )
        for _ in self._some(2):
            first = self._day(ahead=40)
            yield Placement(
                **whose,
                company_id=self.dice.randint(1, len(COMPANIES)),
                starts=time(8),
                ends=time(12),
                from_on=first,
                until_on=first + timedelta(days=self.dice.randint(0, 60)),
                ended_at=self._maybe(NOW, 0.2),
            )

    def _way(self, whose: Whose) -> Iterator[SQLModel]:
        home = readiness.categories_of(self.db, whose["municipality_id"])
        for _ in self._some(3):
            yield Decision(
                **whose,
                category_id=self.dice.choice(home).id or 0,
                decided_on=self._day(),
                reason="",
                noted_at=NOW,
                withdrawn_at=self._maybe(NOW, 0.3),
            )
            yield DanishLevel(
                **whose,
                education=self.dice.randint(1, 3),
                module=self.dice.randint(1, 6),
                since=self._day(),
                noted_at=NOW,
                withdrawn_at=self._maybe(NOW, 0.3),
            )
        for _ in self._some(3):
            yield Activity(
                **whose,
                kind=self.dice.choice(list(ActivityKind)),
                hours=self.dice.choice((2.5, 10.0, 17.5)),
                from_on=self._day(ahead=10),
                until_on=self._maybe(self._day(ahead=60)),
                noted_at=NOW,
                removed_at=self._maybe(NOW, 0.2),
            )
        for _ in self._some(2):
            skill = self.dice.choice(SKILLS)
            yield Skill(**whose, name=skill, noted_at=NOW, removed_at=self._maybe(NOW, 0.3))
            yield Goal(
                **whose,
                text="Job",
                due_on=self._day(ahead=40),
                set_at=NOW,
                reached_on=self._maybe(TODAY, 0.3),
                dropped_at=self._maybe(NOW, 0.3),
            )
        for week in self._some(4):
            score = self._maybe(self.dice.randint(1, 5), 0.7)
            yield CheckIn(**whose, week=TODAY - timedelta(days=7 * week), asked_at=NOW, score=score)
        for quarter in self._some(2):
            for key in "ab":
                yield Assessment(
                    **whose,
                    quarter=QUARTERS[quarter],
                    key=key,
                    score=self.dice.randint(1, 5),
                    staff_id=1,
                    answered_at=NOW,
                )

    def _contact(self, whose: Whose) -> Iterator[SQLModel]:
        number = whose["participant_id"]
        for nth in self._some(3):
            yield Change(
                **whose,
                kind=self.dice.choice(SIGNS),
                at=self._moment(),
                cause=f"chance:{number}:{nth}",
                staff_id=self._maybe(1, 0.2),
            )
        for nth in self._some(3):
            yield Message(
                **whose,
                text="Hej",
                staff_id=self._maybe(1, 0.4),
                written_at=NOW,
                read_at=self._maybe(NOW),
                removed_at=self._maybe(NOW, 0.2),
            )
            yield Task(
                **whose,
                kind=self.dice.choice(list(TaskKind)),
                key=f"chance:{number}:{nth}",
                opened_at=NOW,
                closed_at=self._maybe(NOW),
            )
        for _ in self._some(2):
            yield Link(
                **whose,
                chat_id=1,
                consented_at=NOW,
                ended_at=self._maybe(self._moment()),
                is_confirmed=self.dice.random() < 0.8,
                ended_by=self._maybe(1, 0.4),
            )
        if self.dice.random() < 0.5:
            yield Invitation(
                **whose,
                created_at=self._moment(),
                expires_at=NOW + timedelta(days=self.dice.choice((-1, 1))),
                used_at=self._maybe(NOW, 0.3),
            )

    def _met(self, whose: Whose) -> Iterator[SQLModel]:
        for course in self.dice.sample(self.courses, self.dice.randint(0, len(self.courses))):
            yield from self._places(whose, course)
        for session in self.dice.sample(range(1, 13), self.dice.randint(0, 5)):
            for source in self.dice.sample(list(Source), self.dice.randint(1, 3)):
                yield Attendance(
                    **whose,
                    session_id=session,
                    source=source,
                    presence=self.dice.choice((Presence.ABSENT, Presence.ABSENT, *Presence)),
                    noted_at=NOW,
                )
        for nth in self._some(3):
            yield Absence(
                **whose,
                number=whose["participant_id"] * 10 + nth,
                on=self._day(ahead=5),
                reported_at=NOW,
                undone_at=self._maybe(NOW, 0.3),
            )

    def _places(self, whose: Whose, course: int) -> Iterator[Enrolment]:
        """Give a place on a course, or two of which the earlier has ended."""
        first, *later = sorted(self._moment() for _ in range(self.dice.choice((2, 2, 4))))
        ends = [*later[::2][:-1], self._maybe(later[-1], 0.4)]
        for since, until in zip([first, *later[1::2]], ends, strict=True):
            how = self._maybe(self.dice.choice(list(EnrolmentEnd)), 0.4)
            there: Whose = {"course_id": course, "since": since, "ended_at": until, "ending": how}
            yield Enrolment(**whose, **there)

    def _pulses(self, whose: Whose) -> None:
        for quarter in self._some(3):
            pulse = Pulse(**whose, quarter=QUARTERS[quarter], asked_at=NOW)
            self.db.add(pulse)
            self.db.flush()
            for key in self.dice.sample("abc", self.dice.randint(0, 3)):
                home, score = whose["municipality_id"], self.dice.randint(1, 5)
                answer: dict[str, Any] = {"key": key, "score": score, "answered_at": NOW}
                self.db.add(PulseAnswer(municipality_id=home, pulse_id=pulse.id or 0, **answer))

    def _some(self, most: int) -> range:
        return range(self.dice.randint(0, most))

    def _maybe(self, value: Value, chance: float = 0.5) -> Value | None:
        return value if self.dice.random() < chance else None

    def _day(self, *, ahead: int = 0) -> date:
        return TODAY + timedelta(days=self.dice.randint(-100, ahead))

    def _moment(self) -> datetime:
        """Return a moment that has passed, often close to midnight in Copenhagen."""
        day = NOW - timedelta(days=self.dice.randint(1, 100))
        hour, minute = self.dice.choice((22, 23, 8)), self.dice.choice((0, 30, 59))
        return day.replace(hour=hour, minute=minute)
