"""Many people on courses, each with a chat, made quickly: for tests that need a crowd."""

from datetime import datetime, timedelta

from sqlmodel import Session as Db

from bot.actions import schedule as scheduling
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from storage import enrolments, municipalities, reminders
from storage.chats import Chat, Link
from storage.courses import Course, CourseMunicipality, Project, ProjectMunicipality
from storage.database import Database
from storage.enrolments import Enrolment
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import ChatState, Language, SessionKind, TargetGroup

BOT = "4242424242"
FIRST_CHAT = 1000
NAMES = (
    ("Selam", Language.TIGRINYA),
    ("Amal", Language.ARABIC),
    ("Jens", Language.DANISH),
)


def course(database: Database, code: str, size: int, *, now: datetime) -> int:
    """Open a course in Randers with `size` people who have all linked a chat; return its id."""
    with database.transaction() as db:
        home = municipalities.by_name(db, "Randers") or _municipality(db)
        number = _course(db, home, code, size)
        for _ in range(size):
            _person(db, home, number, now)
        return number


def session(
    database: Database, course_id: int, key: str, starts_at: datetime, *, now: datetime
) -> int:
    """Add a session of two hours; return its id."""
    plan = Plan(
        SessionKind.WORKSHOP,
        "CV-workshop",
        starts_at,
        starts_at + timedelta(hours=2),
        place="Lokale 2",
    )
    return scheduling.add(database, course_id, key, plan, cause=by_staff(f"add:{key}", now))


def chats_of(database: Database, course_id: int) -> list[int]:
    """Return the chats of everybody on a course, as Telegram numbers them."""
    with database.reading() as db:
        return [
            FIRST_CHAT + (person.id or 0) for person, _ in enrolments.enrolled_people(db, course_id)
        ]


def by_staff(key: str, now: datetime) -> Cause:
    """Return the cause of something that staff do."""
    return Cause(OPERATOR, f"form:{key}", now)


def _municipality(db: Db) -> Municipality:
    home = Municipality(name="Randers", bot=BOT, phone="89 15 15 15")
    db.add_all([home, Project(name="Vejen til job")])
    db.flush()
    reminders.ship(db, home.id or 0)
    db.add(ProjectMunicipality(project_id=1, municipality_id=home.id or 0))
    return home


def _course(db: Db, home: Municipality, code: str, size: int) -> int:
    opened = Course(
        municipality_id=home.id or 0,
        project_id=1,
        code=code,
        name_da=code,
        target_group=TargetGroup.EVERYBODY,
        capacity=size,
    )
    db.add(opened)
    db.flush()
    db.add(CourseMunicipality(course_id=opened.id or 0, municipality_id=home.id or 0))
    return opened.id or 0


def _person(db: Db, home: Municipality, course_id: int, now: datetime) -> None:
    added = Participant(
        municipality_id=home.id or 0, reference="", name="", language=Language.TIGRINYA
    )
    db.add(added)
    db.flush()
    number = added.id or 0
    added.reference = f"RAN-{number}"
    added.name, added.language = NAMES[number % len(NAMES)]
    chat = Chat(
        bot=BOT,
        telegram_id=FIRST_CHAT + number,
        state=ChatState.LINKED,
        language=added.language,
        since=now,
    )
    db.add(chat)
    db.flush()
    here, there = home.id or 0, chat.id or 0
    db.add(Link(municipality_id=here, chat_id=there, participant_id=number, consented_at=now))
    db.add(Enrolment(municipality_id=here, course_id=course_id, participant_id=number, since=now))
