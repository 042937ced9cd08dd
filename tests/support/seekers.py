"""The town's people on their way to a job: something of everything that can be asked for."""

from datetime import date, timedelta

from bot.actions.readiness import categories
from storage import readiness
from storage.abilities import DanishLevel, Skill
from storage.absences import Absence
from storage.activities import Activity
from storage.attendance import Attendance
from storage.changes import Change
from storage.chats import Link
from storage.courses import Course, CourseMunicipality, Phase
from storage.database import Database
from storage.enrolments import Enrolment
from storage.messages import Message
from storage.outcomes import Achievement
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
    OutcomeKind,
    PhaseKind,
    Presence,
    SessionKind,
    Source,
    TargetGroup,
    TaskKind,
)
from tests.support import founding
from tests.support.founding import DAY, NOW, Town
from tests.support.memory import remembered
from tests.support.noting import Noting

TODAY = date(2026, 11, 23)
LAST_MONDAY, THE_ONE_BEFORE = date(2026, 11, 16), date(2026, 11, 9)
LAST_QUARTER, THIS_QUARTER = date(2026, 7, 1), date(2026, 10, 1)


@remembered
def build(database: Database) -> Town:
    """Fill an empty database: Selam is far, Amal falls back, Jens has found something."""
    town = founding.found(database)
    with database.transaction() as db:
        way = Way(db, town)
        way.known()
        way.decided()
        way.attended()
        way.said()
        way.placed()
        way.found()
    return town


class Way(Noting):
    """Writes down what is known of the town's people."""

    def known(self) -> None:
        """Who they are, and how they can be reached."""
        for name in ("Selam", "Amal", "Rahwa", "Noor"):
            self.person(name).gender = Gender.WOMAN
        self.person("Jens").gender = Gender.MAN
        self.person("Jens").called = "Jønne"
        link = self.db.get_one(Link, 3)
        assert link.participant_id == self.town.people["Jens"]
        link.ended_at = NOW - 2 * DAY
        self._course("FT-2", "Fast Track 2", "Rahwa")
        left = self.of(
            "Samir", Enrolment, course_id=self.town.courses["Service"], since=NOW - 90 * DAY
        )
        left.ended_at, left.ending = NOW - 30 * DAY, EnrolmentEnd.COMPLETED

    def decided(self) -> None:
        """What staff have decided and noted."""
        home = self.person("Selam").municipality_id
        categories.ship_in(self.db, home)
        categories.ship_in(self.db, self.person("Noor").municipality_id)
        for name, key, days in (
            ("Selam", "aktivitetsparat", 200),
            ("Selam", "jobparat", 20),
            ("Amal", "aktivitetsparat", 100),
            ("Jens", "jobparat", 150),
            ("Noor", "jobparat", 10),
        ):
            self._decide(name, key, TODAY - timedelta(days=days))
        taken_back = self._decide("Rahwa", "jobparat", TODAY - timedelta(days=5))
        taken_back.withdrawn_at = NOW - DAY
        for name, education, module in (("Selam", 2, 3), ("Amal", 2, 2), ("Jens", 3, 5)):
            self.of(
                name, DanishLevel, education=education, module=module, since=TODAY, noted_at=NOW
            )
        for name, skill in (("Selam", "Kørekort B"), ("Samir", "Svejsning"), ("Noor", "Kørekort")):
            self.of(name, Skill, name=skill, noted_at=NOW)
        self._hours("Selam", 15.0, until_on=None)
        self._hours("Selam", 10.0, until_on=TODAY)
        self._hours("Amal", 12.5, until_on=None)
        self._hours("Amal", 20.0, until_on=TODAY - timedelta(days=1))
        goal: dict[str, object] = {"text": "Søge tre job", "set_at": NOW}
        self.of("Selam", Goal, due_on=TODAY + timedelta(days=10), **goal)
        self.of("Amal", Goal, due_on=TODAY - timedelta(days=3), **goal)
        self.of("Jens", Goal, due_on=TODAY, reached_on=TODAY, **goal)
        self.of("Rahwa", Goal, due_on=TODAY, dropped_at=NOW, **goal)

    def attended(self) -> None:
        """Who was where, and who was not."""
        for days, away in ((1, "Amal"), (8, "Amal"), (15, "Amal"), (40, "Amal"), (3, "Samir")):
            self._absent(away, days)
        absent = self._absent("Selam", 6)  # a trainer says so, and Mette that she was there
        self.of(
            "Selam",
            Attendance,
            session_id=absent,
            source=Source.CASEWORKER,
            presence=Presence.PRESENT,
            noted_at=NOW,
        )
        self.of("Selam", Absence, number=1, on=TODAY, reported_at=NOW)
        self.of("Amal", Absence, number=2, on=TODAY, reported_at=NOW, undone_at=NOW)

    def said(self) -> None:
        """What people have said, and when."""
        for name, days in (("Selam", 1), ("Amal", 41), ("Jens", 14), ("Noor", 2)):
            self.of(
                name, Change, kind=ChangeKind.ANSWERED, at=NOW - days * DAY, cause=f"seek:{name}"
            )
        for name, before, latest in (("Selam", 3, 4), ("Amal", 4, 2), ("Jens", 5, 5)):
            for week, score in ((THE_ONE_BEFORE, before), (LAST_MONDAY, latest)):
                self.of(name, CheckIn, week=week, asked_at=NOW, score=score, answered_at=NOW)
        self.of("Samir", CheckIn, week=THE_ONE_BEFORE, asked_at=NOW, score=2, answered_at=NOW)
        self.of("Samir", CheckIn, week=LAST_MONDAY, asked_at=NOW)
        self._pulse("Selam", LAST_QUARTER, (2, 3))
        self._pulse("Selam", THIS_QUARTER, (3, 4))
        self._pulse("Amal", THIS_QUARTER, (2, 2))
        for key, score in (("a", 4), ("b", 5)):
            self.of(
                "Selam",
                Assessment,
                quarter=THIS_QUARTER,
                key=key,
                score=score,
                staff_id=self.town.staff["Mette"],
                answered_at=NOW,
            )
        self.of("Amal", Message, text="Hvor er det?", written_at=NOW - DAY)
        self.of("Jens", Message, text="Tak", written_at=NOW - 2 * DAY, read_at=NOW)
        self.of("Jens", Message, text="Selv tak", written_at=NOW, staff_id=1)
        self.of("Amal", Task, kind=TaskKind.MESSAGE, key="message:1", opened_at=NOW)

    def placed(self) -> None:
        """Who is at which company."""
        home = self.person("Selam").municipality_id
        netto = Company(municipality_id=home, key="netto", name="Netto Randers")
        hotel = Company(municipality_id=home, key="hotel", name="Hotel Ågade")
        self.db.add_all([netto, hotel])
        self.db.flush()
        for name, company, first, days in (
            ("Selam", netto, -10, 40),
            ("Amal", hotel, 14, 40),
            ("Jens", netto, -90, 30),
        ):
            day = TODAY + timedelta(days=first)
            self.of(
                name,
                Placement,
                company_id=company.id,
                starts=NOW.time(),
                ends=NOW.time(),
                from_on=day,
                until_on=day + timedelta(days=days),
            )

    def found(self) -> None:
        """Who has found what."""
        job, known = OutcomeKind.JOB, ClaimState.CONFIRMED
        self._found("Jens", job, known, "Arriva", date(2026, 12, 7), hours=37.0)
        self._found("Jens", OutcomeKind.SELF_SUPPORTING, known, "", date(2026, 11, 1))
        self._found("Noor", job, ClaimState.CLAIMED, "Føtex", date(2026, 10, 1), hours=20.0)
        self._found("Noor", OutcomeKind.EDUCATION, known, "Tradium", date(2027, 1, 11))
        self._found("Rahwa", OutcomeKind.IGU, ClaimState.REJECTED, "Vestas", None)
        self._found("Samir", job, ClaimState.DRAFT, "Ukendt", None)

    def _course(self, code: str, title: str, name: str) -> None:
        home = self.person(name).municipality_id
        course = Course(
            municipality_id=home,
            project_id=1,
            code=code,
            name_da=title,
            target_group=TargetGroup.WOMEN,
            capacity=15,
        )
        self.db.add(course)
        self.db.flush()
        number = course.id or 0
        self.db.add_all(
            [
                CourseMunicipality(course_id=number, municipality_id=home),
                Phase(
                    course_id=number,
                    kind=PhaseKind.PLACEMENT,
                    starts_on=TODAY,
                    ends_on=TODAY + timedelta(days=60),
                ),
            ]
        )
        self.town.courses["Fast"] = number
        self.of(name, Enrolment, course_id=number, since=NOW - DAY)

    def _decide(self, name: str, key: str, on: date) -> Decision:
        home = self.person(name).municipality_id
        category = next(
            (one for one in readiness.categories_of(self.db, home) if one.key == key), None
        )
        assert category
        return self.of(
            name, Decision, category_id=category.id, decided_on=on, reason="", noted_at=NOW
        )

    def _hours(self, name: str, hours: float, *, until_on: date | None) -> None:
        first = TODAY - timedelta(days=30)
        kind = ActivityKind.DANISH
        self.of(
            name, Activity, kind=kind, hours=hours, from_on=first, until_on=until_on, noted_at=NOW
        )

    def _absent(self, name: str, days: int) -> int:
        """Note that a trainer missed somebody so many days ago; return the session."""
        starts_at = NOW - days * DAY
        session = Session(
            municipality_id=self.person(name).municipality_id,
            course_id=self.town.courses["Bus"],
            key=f"day:{name}:{days}",
            kind=SessionKind.CLASS,
            title_da="Køreteori",
            starts_at=starts_at,
            ends_at=starts_at + DAY / 8,
            place="AMU",
        )
        self.db.add(session)
        self.db.flush()
        self.of(
            name,
            Attendance,
            session_id=session.id,
            source=Source.TRAINER,
            presence=Presence.ABSENT,
            noted_at=NOW,
        )
        return session.id or 0

    def _pulse(self, name: str, quarter: date, scores: tuple[int, ...]) -> None:
        pulse = self.of(name, Pulse, quarter=quarter, asked_at=NOW, keys=["a", "b"])
        home = self.person(name).municipality_id
        for key, score in zip("ab", scores, strict=True):
            self.db.add(
                PulseAnswer(
                    municipality_id=home,
                    pulse_id=pulse.id or 0,
                    key=key,
                    score=score,
                    answered_at=NOW,
                )
            )

    def _found(  # a row of the table above
        self,
        name: str,
        kind: OutcomeKind,
        state: ClaimState,
        employer: str,
        starts_on: date | None,
        *,
        hours: float | None = None,
    ) -> None:
        self.of(
            name,
            Achievement,
            kind=kind,
            state=state,
            employer=employer,
            starts_on=starts_on,
            hours=hours,
            claimed_at=NOW,
        )
