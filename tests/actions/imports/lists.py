"""Lists to bring in, what brings them in, and what came of it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session as Db, func, select

from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.courses import Stretch
from bot.actions.imports import Line, Noun, Report, bring_in
from bot.actions.imports.courses import WantedCourse
from bot.actions.imports.people import WantedPerson
from bot.actions.imports.sessions import WantedSession
from bot.actions.imports.staff import WantedStaff
from storage.chats import Chat, Link
from storage.database import Database
from storage.people import Participant
from storage.vocabulary import ChatState, Language, PhaseKind, Role, SessionKind, TargetGroup

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
BOT = "7000000001"
METTE = WantedStaff("mette@randers.dk", "Mette Holm", "Randers", Role.CASEWORKER)
JONAS = WantedStaff("jonas@norddjurs.dk", "Jonas Bach", "Norddjurs", Role.CASEWORKER)
UPSKILLING = Stretch(PhaseKind.UPSKILLING, date(2026, 11, 23), date(2027, 1, 1))
BUS = WantedCourse(
    code="BUS-1",
    name="Bus",
    project="Job",
    municipalities=("Randers", "Norddjurs"),
    target_group=TargetGroup.EVERYBODY,
    capacity=15,
    phases=(UPSKILLING,),
)
SELAM = WantedPerson(
    "R-1", "Selam", Language.TIGRINYA, "Randers", "mette@randers.dk", "BUS-1", "22 33 44 55"
)
AMAL = WantedPerson("R-2", "Amal", Language.ARABIC, "Randers", "mette@randers.dk", "BUS-1", "")
CV = WantedSession(
    course="BUS-1",
    key="cv",
    kind=SessionKind.WORKSHOP,
    title="CV",
    starts=datetime(2026, 11, 25, 8, 30, tzinfo=UTC),
    ends=datetime(2026, 11, 25, 11, tzinfo=UTC),
    place="Jobcenter",
    title_ti="ሲቪ",
    position=(56.46, 10.03),
    has_position=True,
)


class Importer:
    """Brings lists in, each from a file of its own."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.files = 0

    def __call__(
        self,
        noun: Noun[Any],
        *wanted: object,
        now: datetime = NOW,
        **how: Any,  # noqa: ANN401
    ) -> Report:
        self.files += 1
        lines = [Line(number, one) for number, one in enumerate(wanted, start=2)]
        cause = Cause(OPERATOR, f"import:{self.files}", now)
        return bring_in(self.database, noun, lines, cause=cause, bot=BOT, **how)


def said(report: Report) -> list[str]:
    return [str(problem) for problem in report.problems]


def rows(database: Database, table: Any) -> Sequence[Any]:  # noqa: ANN401  # any of our tables
    with database.reading() as db:
        return list(db.exec(select(table).order_by(table.id)))


def count(database: Database, table: Any) -> int:  # noqa: ANN401  # any of our tables
    with database.reading() as db:
        return db.exec(select(func.count()).select_from(table)).one()


def with_reference(db: Db, reference: str) -> list[Participant]:
    return list(db.exec(select(Participant).where(Participant.reference == reference)))


def link(database: Database, reference: str) -> None:
    """Let a person consent in a chat."""
    with database.transaction() as db:
        (person,) = with_reference(db, reference)
        chat = Chat(
            bot=BOT, telegram_id=900000 + (person.id or 0), state=ChatState.LINKED, since=NOW
        )
        db.add(chat)
        db.flush()
        db.add(
            Link(
                municipality_id=person.municipality_id,
                chat_id=chat.id or 0,
                participant_id=person.id or 0,
                consented_at=NOW,
            )
        )
