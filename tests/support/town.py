"""A small town with everything a caseworker may meet: for tests and for looking at pages."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session as Db, col, select, update

from bot.actions import schedule as scheduling
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from storage import reminders
from storage.answers import Answer
from storage.changes import Change
from storage.chats import Chat, Link
from storage.database import Database
from storage.inbox import Inbox
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Invitation, Participant
from storage.schedule import (
    Course,
    CourseMunicipality,
    Enrolment,
    Phase,
    Project,
    ProjectMunicipality,
)
from storage.staff import Staff
from storage.vocabulary import (
    AnswerKind,
    ChangeKind,
    ChatState,
    InboxState,
    Language,
    NoticeState,
    Outcome,
    PhaseKind,
    Reason,
    Role,
    SessionKind,
    TargetGroup,
)

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


def build(database: Database) -> Town:
    """Fill an empty database: Randers and Norddjurs share a project, Service is theirs."""
    town = found(database)
    town.sessions.update(_sessions(database, town.courses))
    with database.transaction() as db:
        _answers(db, town)
    scheduling.change(
        database,
        town.sessions["cv"],
        replace(_plan("cv"), starts_at=NOW + DAY + 5 * HOUR, ends_at=NOW + DAY + 8 * HOUR),
        cause=Cause(OPERATOR, "town:moved", NOW - HOUR),
    )
    scheduling.cancel(
        database, town.sessions["visit"], cause=Cause(OPERATOR, "town:cancelled", NOW - HOUR)
    )
    with database.transaction() as db:
        _deliveries(db, town)
        _inbox(db)
    return town


def found(database: Database) -> Town:
    """Fill an empty database with people and courses only: nothing is planned, nobody is told."""
    with database.transaction() as db:
        builder = _Builder(db)
        builder.staffed()
        builder.courses_run()
        builder.peopled()
    return Town(builder.staff, builder.people, builder.courses, {})


class _Builder:
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


_SESSIONS = {
    "english": ("Service", SessionKind.CLASS, "Dansk på arbejdspladsen", 4 * HOUR, "Lokale 2"),
    "cv": ("Service", SessionKind.WORKSHOP, "CV-workshop", DAY + HOUR, "Jobcenter Randers"),
    "visit": ("Service", SessionKind.VISIT, "Besøg på Hotel Randers", 3 * DAY, "Hotel Randers"),
    "bus": ("Bus", SessionKind.CLASS, "Køreteori", DAY + 2 * HOUR, "AMU, bygning C"),
}


def _plan(key: str) -> Plan:
    _, kind, title, after, place = _SESSIONS[key]
    return Plan(
        kind=kind,
        title_da=title,
        title_en={"cv": "CV workshop"}.get(key),
        title_ar={"cv": "ورشة السيرة الذاتية"}.get(key),
        title_ti={"cv": "ወርክሾፕ ሲቪ"}.get(key),
        starts_at=NOW + after,
        ends_at=NOW + after + 3 * HOUR,
        place=place,
        address="Laksetorvet 1, 8900 Randers C",
        bring="Papir og blyant",
        latitude=56.4607,
        longitude=10.0364,
    )


def _sessions(database: Database, courses: dict[str, int]) -> dict[str, int]:
    cause = Cause(OPERATOR, "town:session", NOW - 3 * DAY)
    return {
        key: scheduling.add(database, courses[row[0]], key, _plan(key), cause=cause.part(key))
        for key, row in _SESSIONS.items()
    }


def _answers(db: Db, town: Town) -> None:
    no, yes = AnswerKind.NOT_COMING, AnswerKind.COMING
    for who, session, kind, reason in (
        ("Selam", "english", no, Reason.APPOINTMENT),
        ("Amal", "english", yes, None),
        ("Jens", "bus", no, None),
        ("Noor", "english", no, Reason.TRANSPORT),
    ):
        person = db.get_one(Participant, town.people[who])
        db.add(
            Answer(
                municipality_id=person.municipality_id,
                session_id=town.sessions[session],
                participant_id=town.people[who],
                kind=kind,
                reason=reason,
                answered_at=NOW - HOUR / 2,
            )
        )
        db.add(
            Change(
                municipality_id=person.municipality_id,
                kind=ChangeKind.ANSWERED,
                at=NOW - HOUR / 2,
                cause=f"town:answer:{who}",
                participant_id=person.id,
                session_id=town.sessions[session],
                after={"answer": kind},
            )
        )


def _deliveries(db: Db, town: Town) -> None:
    """Let what is ready have become something: sent, failed, uncertain."""
    for who, state, outcome in (
        ("Selam", NoticeState.SENT, Outcome.DELIVERED),
        ("Amal", NoticeState.UNCERTAIN, Outcome.NO_ANSWER),
        ("Noor", NoticeState.FAILED, Outcome.REJECTED),
        ("Rahwa", NoticeState.FAILED, Outcome.BLOCKED),
    ):
        ready = select(Outbox.id).where(
            Outbox.participant_id == town.people[who], Outbox.state == NoticeState.READY
        )
        db.exec(
            update(Outbox)
            .where(col(Outbox.id).in_(ready))
            .values(state=state, outcome=outcome, finished_at=NOW - HOUR / 2)
        )
    confirmed = db.exec(
        select(Outbox).where(
            Outbox.participant_id == town.people["Selam"],
            Outbox.session_id == town.sessions["visit"],
            Outbox.state == NoticeState.SENT,
        )
    ).first()
    assert confirmed is not None
    confirmed.acknowledged_at = NOW - HOUR / 4


def _inbox(db: Db) -> None:
    db.add(Inbox(bot=BOT, raw=b"{", state=InboxState.QUARANTINED, received_at=NOW - HOUR))
