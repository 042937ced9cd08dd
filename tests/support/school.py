"""One course with Selam, Amal and Jens, and what has come of their chats: for the tests of the chat."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session as Db, col, select

from bot.actions import people, schedule as scheduling
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from bot.actions.turns import Desk, Turn
from bot.clock import MovableClock
from bot.queries import facts
from bot.rules import invitations, time
from bot.texts import registry
from bot.texts.message import Message
from storage import reminders
from storage.answers import Answer
from storage.changes import Change
from storage.chats import Chat, Link
from storage.courses import Course, CourseMunicipality, Project
from storage.database import Database
from storage.enrolments import Enrolment
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import Language, Role, SessionKind, TargetGroup
from tests.support import moving
from tests.support.memory import remembered

BOT = "7000000002"
SECRET = "another secret key of the tests, long enough"
TUESDAY = time.read("2026-11-24 12:00")
LANGUAGES = {"Selam": Language.TIGRINYA, "Amal": Language.ARABIC, "Jens": Language.DANISH}
NAMES = {"Selam": "Selam Tesfay", "Amal": "أمل حداد", "Jens": "Jens Olesen"}
CV = Plan(
    kind=SessionKind.WORKSHOP,
    title_da="CV-workshop",
    title_en="CV workshop",
    title_ar="ورشة السيرة الذاتية",
    title_ti="ወርክሾፕ ሲቪ",
    starts_at=time.read("2026-11-26 09:30"),
    ends_at=time.read("2026-11-26 12:00"),
    place="Jobhuset",
    address="Østergade 12, Randers",
    bring="Pas",
    latitude=56.46,
    longitude=10.03,
)


@dataclass
class School:
    """The course and its people; nobody has joined yet."""

    database: Database
    clock: MovableClock = field(default_factory=lambda: MovableClock(TUESDAY, running=False))
    bot: str = BOT
    secret: str = SECRET
    people: dict[str, int] = field(default_factory=dict)
    course: int = 0
    cv: int = 0
    updates: int = 0

    def __post_init__(self) -> None:
        self.people, self.course, self.cv = _founded(self.database, self.bot, self.clock())
        self.updates = 1

    @property
    def desk(self) -> Desk:
        return Desk(self.database, self.bot, self.secret, self.clock)

    def cause(self) -> Cause:
        """Return a cause that was never there before."""
        self.updates += 1
        return Cause(OPERATOR, f"form:{self.updates}", self.clock())

    def turn(self, who: str, *, tap: str | None = None, message_id: int | None = None) -> Turn:
        """Return something that this person does anew in their chat."""
        self.updates += 1
        return Turn(self.updates, 900 + list(NAMES).index(who), tap=tap, message_id=message_id)

    def token(self, who: str) -> str:
        """Invite somebody and return the deep link's payload."""
        made = people.invite(self.database, self.people[who], cause=self.cause())
        return invitations.token(self.secret, made.id or 0)

    def move(self, starts_at: datetime) -> None:
        """Move the workshop."""
        length = CV.ends_at - CV.starts_at
        moving.move(self.database, self.cv, starts_at, starts_at + length, cause=self.cause())

    def cancel(self) -> None:
        """Call the workshop off."""
        scheduling.cancel(self.database, self.cv, cause=self.cause())

    def wait(self, **time: int) -> None:
        """Let time pass."""
        self.clock.move_to(self.clock() + timedelta(**time))

    def owed(self) -> list[Outbox]:
        """Return everything that was ever owed, in order."""
        with self.database.reading() as db:
            return list(db.exec(select(Outbox).order_by(col(Outbox.id))))

    def owed_to(self, who: str) -> list[Outbox]:
        """Return what was owed to this person of our own accord."""
        number = self.people[who]
        return [row for row in self.owed() if row.participant_id == number and row.priority > 0]

    def said(self, row: Outbox) -> Message:
        """Return what this row says now."""
        with self.database.reading() as db:
            notice = registry.read(row.kind, row.params)
            known = facts.load(db, row, notice, self.clock())
            said = notice.say(notice.voice(known.language), known)
            assert said is not None
            return said

    def last(self, kind: str) -> Message:
        """Return what the latest notice of this kind says now."""
        return self.said([row for row in self.owed() if row.kind == kind][-1])

    def answers(self) -> list[Answer]:
        with self.database.reading() as db:
            return list(db.exec(select(Answer).order_by(col(Answer.id))))

    def changes(self) -> list[Change]:
        with self.database.reading() as db:
            return list(db.exec(select(Change).order_by(col(Change.id))))

    def links(self) -> list[Link]:
        with self.database.reading() as db:
            return list(db.exec(select(Link).order_by(col(Link.id))))

    def chats(self) -> list[Chat]:
        with self.database.reading() as db:
            return list(db.exec(select(Chat).order_by(col(Chat.id))))

    def person(self, who: str) -> Participant:
        with self.database.reading() as db:
            return db.get_one(Participant, self.people[who])


@remembered
def _founded(database: Database, bot: str, now: datetime) -> tuple[dict[str, int], int, int]:
    """Return the numbers of the people, of the course and of its workshop."""
    with database.transaction() as db:
        home = Municipality(name="Randers", bot=bot, phone="89 15 15 15")
        project = Project(name="Vejen til job")
        db.add_all([home, project])
        db.flush()
        number = home.id or 0
        reminders.ship(db, number)
        mette = Staff(
            municipality_id=number,
            email="mette@example.dk",
            name="Mette Holm",
            role=Role.CASEWORKER,
        )
        course = Course(
            municipality_id=number,
            project_id=project.id or 0,
            code="SERVICE",
            name_da="Service",
            target_group=TargetGroup.EVERYBODY,
            capacity=15,
        )
        db.add_all([mette, course])
        db.flush()
        db.add(CourseMunicipality(course_id=course.id or 0, municipality_id=number))
        people = {who: _enrolled(db, who, mette, course, now) for who in NAMES}
    cause = Cause(OPERATOR, "form:1", now)
    return people, course.id or 0, scheduling.add(database, course.id or 0, "cv", CV, cause=cause)


def _enrolled(db: Db, who: str, mette: Staff, course: Course, now: datetime) -> int:
    """Give one of Mette's people a place on the course."""
    person = Participant(
        municipality_id=mette.municipality_id,
        reference=f"RAN-{who}",
        name=NAMES[who],
        language=Language.DANISH,
        caseworker_id=mette.id,
    )
    db.add(person)
    db.flush()
    number = person.id or 0
    place = Enrolment(
        municipality_id=mette.municipality_id,
        course_id=course.id or 0,
        participant_id=number,
        since=now,
    )
    db.add(place)
    return number
