"""The groups of an audience by the names that a caseworker knows them by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db, SQLModel, col, select

from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.broadcasts import entries
from bot.queries.refs import CourseRef, SessionRef
from bot.rules.audiences import Group
from storage.broadcasts import Broadcast
from storage.courses import Course, Project
from storage.database import Database
from storage.municipalities import Municipality
from storage.schedule import Session
from storage.searches import Search
from storage.staff import Staff
from storage.vocabulary import BroadcastState, GroupKind, Language
from storage.writings import Translation

MADE_OF: dict[GroupKind, type[SQLModel]] = {
    GroupKind.COURSE: Course,
    GroupKind.PROJECT: Project,
    GroupKind.EVENT: Session,
    GroupKind.UNDECIDED: Session,
    GroupKind.SILENT: Broadcast,
    GroupKind.UNREACHED: Broadcast,
    GroupKind.REACHED: Broadcast,
    GroupKind.CONCERNED: Broadcast,
    GroupKind.SEARCH: Search,
}
"""What the number of a group is that of."""


@dataclass(frozen=True)
class BroadcastRef:
    """A broadcast; its title is how its Danish text begins."""

    id: int
    title: str
    at: datetime


@dataclass(frozen=True)
class Named:
    """A group and what it is made of: its name, when it is not a thing of its own."""

    group: Group
    about: CourseRef | SessionRef | BroadcastRef | str


def of(db: Db, groups: Iterable[Group], author_id: int) -> list[Named]:
    """Return these groups, as a member of staff has chosen them, by name."""
    author = db.get_one(Staff, author_id)
    return [Named(group, _about(db, group, author)) for group in groups]


def broadcasts(db: Db, rows: Sequence[Broadcast]) -> list[BroadcastRef]:
    """Return what is shown of these broadcasts elsewhere."""
    said = select(Translation.writing_id, Translation.text).where(
        Translation.language == Language.DANISH,
        col(Translation.writing_id).in_([row.writing_id for row in rows]),
    )
    texts = dict(db.exec(said).all())
    return [
        BroadcastRef(row.id or 0, entries.title(texts.get(row.writing_id, "")), _when(row))
        for row in rows
    ]


def awaiting(database: Database, caller: Caller) -> list[tuple[BroadcastRef, str]]:
    """Return what waits for the caller's approval, and who has written it; the oldest first."""
    if caller.counts_only or caller.municipality_id is None:
        return []
    with database.reading() as db:
        found = db.exec(
            select(Broadcast, Staff.name)
            .join(Staff, col(Staff.id) == Broadcast.author_id)
            .where(
                Broadcast.municipality_id == caller.municipality_id,
                Broadcast.state == BroadcastState.AWAITING,
            )
            .order_by(col(Broadcast.confirmed_at))
        ).all()
        others = [one for one in found if caller.staff_id not in one[0].senders]
        rows, authors = [row for row, _ in others], [name for _, name in others]
        return list(zip(broadcasts(db, rows), authors, strict=True))


def _about(db: Db, group: Group, author: Staff) -> CourseRef | SessionRef | BroadcastRef | str:
    table = MADE_OF.get(group.kind)
    if table is None:
        is_own = group.kind is GroupKind.CASELOAD
        return author.name if is_own else db.get_one(Municipality, author.municipality_id).name
    match db.get(table, group.numbers[0]):
        case Course() as course:
            return refs.course(course)
        case Session() as session:
            return refs.session(session)
        case Broadcast() as broadcast:
            return broadcasts(db, [broadcast])[0]
        case Project() | Search() as named:
            return named.name
        case _:
            return "–"  # it is gone, and nobody is in it


def _when(row: Broadcast) -> datetime:
    return row.started_at or row.send_at or row.created_at
