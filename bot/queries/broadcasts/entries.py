"""Broadcasts as they stand in a list: what each says, where it stands, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session as Db, col, func, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs, writings
from bot.queries.refs import CourseRef
from bot.rules import progress
from bot.rules.broadcasts import ENDED, RUNNING
from bot.rules.progress import Progress
from storage import broadcasts
from storage.broadcasts import Broadcast
from storage.courses import Course
from storage.database import Database
from storage.staff import Staff
from storage.vocabulary import BroadcastState, Language, Reply

PAGE = 25
LONGEST_TITLE = 90


@dataclass(frozen=True)
class Entry:
    """One broadcast in a list; its title is how its Danish text begins."""

    row: Broadcast
    title: str
    author: str
    course: CourseRef | None
    figures: Progress
    answers: dict[int | None, int]

    @property
    def id(self) -> int:
        """The number of the broadcast."""
        return self.row.id or 0

    @property
    def reached(self) -> int:
        """How many have it, or are about to."""
        return sum(self.answers.values())

    @property
    def answered(self) -> int | None:
        """How many have answered; None when nothing was asked."""
        if self.row.reply is Reply.NOTHING:
            return None
        return sum(number for choice, number in self.answers.items() if choice is not None)


@dataclass(frozen=True)
class Listing:
    """A municipality's broadcasts as one member of staff looks at them; a page of those sent."""

    drafts: Sequence[Entry]
    others_drafts: Sequence[Entry]
    awaiting: Sequence[Entry]
    running: Sequence[Entry]
    scheduled: Sequence[Entry]
    ended: Sequence[Entry]
    page: int
    pages: int

    @property
    def is_empty(self) -> bool:
        """Whether there was never any."""
        return not any((*self.open, self.ended))

    @property
    def open(self) -> tuple[Sequence[Entry], ...]:
        """Those that are not over, the most urgent first."""
        return (self.drafts, self.others_drafts, self.awaiting, self.running, self.scheduled)


def listing(database: Database, caller: Caller, *, page: int = 1) -> Listing:
    """Return the broadcasts of a caseworker's municipality; raises NotThere."""
    with database.reading() as db:
        home = access.municipality(db, caller).id or 0
        ours, over = Broadcast.municipality_id == home, col(Broadcast.state).in_(ENDED)
        number = db.exec(select(func.count()).select_from(Broadcast).where(ours, over)).one()
        pages = max(1, -(-number // PAGE))
        page = min(max(page, 1), pages)
        newest = col(Broadcast.id).desc()
        ended = select(Broadcast).where(ours, over).order_by(newest)
        ended = ended.offset((page - 1) * PAGE).limit(PAGE)
        found = entries(db, db.exec(select(Broadcast).where(ours, ~over).order_by(newest)).all())
        drafts = _in(found, BroadcastState.DRAFT)
        return Listing(
            drafts=[one for one in drafts if one.row.author_id == caller.staff_id],
            others_drafts=[one for one in drafts if one.row.author_id != caller.staff_id],
            awaiting=_in(found, BroadcastState.AWAITING),
            running=_in(found, *RUNNING),
            scheduled=_in(found, BroadcastState.SCHEDULED),
            ended=entries(db, db.exec(ended).all()),
            page=page,
            pages=pages,
        )


def entries(db: Db, rows: Sequence[Broadcast]) -> list[Entry]:
    """Return these broadcasts with all that a list shows of them."""
    numbers = [row.id or 0 for row in rows]
    written = writings.load(db, {row.writing_id for row in rows})
    authors = dict(db.exec(select(Staff.id, Staff.name)).all())
    deliveries, answers = broadcasts.deliveries(db, numbers), broadcasts.answers(db, numbers)
    taken = {row.recurs_course_id for row in rows}
    courses = {one.id: one for one in db.exec(select(Course).where(col(Course.id).in_(taken)))}
    return [
        Entry(
            row=row,
            title=title(written[row.writing_id].sides[Language.DANISH].text),
            author=authors.get(row.author_id, ""),
            course=refs.course(courses[row.recurs_course_id]) if row.recurs_course_id else None,
            figures=progress.of(deliveries[row.id or 0]),
            answers=answers[row.id or 0],
        )
        for row in rows
    ]


def title(text: str) -> str:
    """Return how a text begins, on one line, cut where it is too long for a list."""
    first = " ".join(text.split())  # a first line alone may be no more than a greeting
    return first if len(first) <= LONGEST_TITLE else f"{first[: LONGEST_TITLE - 1].rstrip()}…"


def _in(found: Sequence[Entry], *states: BroadcastState) -> list[Entry]:
    return [one for one in found if one.row.state in states]
