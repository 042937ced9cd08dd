"""The people and courses of the town: before anything has happened."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session as Db

from storage import reminders
from storage.changes import Change
from storage.chats import Chat, Link
from storage.courses import Course, CourseMunicipality, Phase, Project, ProjectMunicipality
from storage.database import Database
from storage.enrolments import Enrolment
from storage.municipalities import Municipality
from storage.people import Invitation, Participant
from storage.staff import Staff
from storage.vocabulary import (
    ChangeKind,
    ChatState,
    Language,
    PhaseKind,
    Role,
    TargetGroup,
)
from tests.support.memory import remembered

BOT = "7000000001"
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday, 09:00 in Copenhagen."""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Town:
    """The ids of everybody and everything by name."""

    staff: dict[str, int]
    people: dict[str, int]
    courses: dict[str, int]
    sessions: dict[str, int]
    tasks: dict[str, int] = field(default_factory=dict)


@remembered
def found(database: Database) -> Town:
    """Fill an empty database with people and courses only: nothing is planned, nobody is told."""
    with database.transaction() as db:
        builder = Builder(db)
        builder.staffed()
        builder.courses_run()
        builder.peopled()
    return Town(builder.staff, builder.people, builder.courses, {})


class Builder:
    def __init__(self, db: Db) -> None:
        self.db = db
        self.staff: dict[str, int] = {}
        self.people: dict[str, int] = {}
        self.courses: dict[str, int] = {}
        self.randers = self._municipality("Randers")
        self.norddjurs = self._municipality("Norddjurs")

    def staffed(self) -> None:
        self._member("Mette", "Mette Holm", self.randers, Role.CASEWORKER)
        self._member("Karin", "Karin Friis", self.randers, Role.COORDINATOR)
        self._member("Jonas", "Jonas Bach", self.norddjurs, Role.CASEWORKER)

    def courses_run(self) -> None:
        project = Project(name="Vejen til job")
        self.db.add(project)
        self.db.flush()
        for home in (self.randers, self.norddjurs):
            self.db.add(ProjectMunicipality(project_id=project.id or 0, municipality_id=home))
        self._course("Service", project, (self.randers, self.norddjurs), TargetGroup.WOMEN)
        self._course("Bus", project, (self.randers,), TargetGroup.EVERYBODY)

    def peopled(self) -> None:
        ti, ar, da = Language.TIGRINYA, Language.ARABIC, Language.DANISH
        self._person("Selam", "Selam Tesfay", self.randers, ti, "Service", is_linked=True)
        self._person("Amal", "أمل حداد", self.randers, ar, "Service", is_linked=True)
        self._person("Jens", "Jens Olesen", self.randers, da, "Bus", is_linked=True)
        self._person("Rahwa", "Rahwa Kidane", self.randers, ti, "Service", is_linked=True)
        self._person("Samir", "Samir Aziz", self.randers, ar, "Bus", is_linked=False)
        self._person("Noor", "Noor Al-Khatib", self.norddjurs, ar, "Service", is_linked=True)
        rahwa = self.db.get_one(Participant, self.people["Rahwa"])
        rahwa.unreachable_at = NOW - HOUR

    def _municipality(self, name: str) -> int:
        home = Municipality(name=name, bot=BOT, phone="89 15 15 15")
        self.db.add(home)
        self.db.flush()
        assert home.id
        reminders.ship(self.db, home.id)
        return home.id

    def _member(self, key: str, name: str, home: int, role: Role) -> None:
        email = f"{key.lower()}@example.dk"
        member = Staff(municipality_id=home, email=email, name=name, role=role, phone="89151516")
        self.db.add(member)
        self.db.flush()
        self.staff[key] = member.id or 0

    def _course(
        self, code: str, project: Project, homes: tuple[int, ...], group: TargetGroup
    ) -> None:
        course = Course(
            municipality_id=homes[0],
            project_id=project.id or 0,
            code=code.upper(),
            name_da=f"{code}forløbet",
            name_en=f"The {code.lower()} course",
            target_group=group,
            capacity=15,
        )
        self.db.add(course)
        self.db.flush()
        number = self.courses[code] = course.id or 0
        for home in homes:
            self.db.add(CourseMunicipality(course_id=number, municipality_id=home))
        for kind, first, last in (
            (PhaseKind.UPSKILLING, date(2026, 11, 16), date(2026, 12, 23)),
            (PhaseKind.PLACEMENT, date(2027, 1, 4), date(2027, 3, 26)),
        ):
            self.db.add(Phase(course_id=number, kind=kind, starts_on=first, ends_on=last))

    def _person(
        self, key: str, name: str, home: int, language: Language, course: str, *, is_linked: bool
    ) -> None:
        caseworker = self.staff["Mette" if home == self.randers else "Jonas"]
        person = Participant(
            municipality_id=home,
            reference=f"{'RAN' if home == self.randers else 'NOR'}-{len(self.people) + 101}",
            name=name,
            language=language,
            caseworker_id=caseworker,
            phone="22 33 44 55",
        )
        self.db.add(person)
        self.db.flush()
        number = self.people[key] = person.id or 0
        self._record(person, ChangeKind.PERSON_ADDED)
        self.db.add(
            Enrolment(
                municipality_id=home,
                course_id=self.courses[course],
                participant_id=number,
                since=NOW - 7 * DAY,
            )
        )
        self._record(person, ChangeKind.ENROLLED, course_id=self.courses[course])
        if is_linked:
            self._link(person)

    def _link(self, person: Participant) -> None:
        home, number = person.municipality_id, person.id or 0
        chat = Chat(
            bot=BOT,
            telegram_id=900000 + number,
            state=ChatState.LINKED,
            language=person.language,
            since=NOW - 6 * DAY,
        )
        made, until = NOW - 7 * DAY, NOW + 23 * DAY
        invitation = Invitation(
            municipality_id=home,
            participant_id=number,
            created_at=made,
            expires_at=until,
            used_at=NOW - 6 * DAY,
        )
        self.db.add_all([chat, invitation])
        self.db.flush()
        self.db.add(
            Link(
                municipality_id=home,
                chat_id=chat.id or 0,
                participant_id=number,
                consented_at=NOW - 6 * DAY,
            )
        )
        self._record(person, ChangeKind.LINKED)

    def _record(self, person: Participant, kind: ChangeKind, course_id: int | None = None) -> None:
        self.db.add(
            Change(
                municipality_id=person.municipality_id,
                kind=kind,
                at=NOW - 7 * DAY,
                cause=f"town:{person.id}:{kind}",
                staff_id=person.caseworker_id,
                participant_id=person.id,
                course_id=course_id,
            )
        )
