"""What is shown in a chat of the staff, and whether a chat is one."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session as Db, col, or_, select

from bot.actions import access
from bot.queries import messages
from bot.rules.refusals import NotThere
from bot.texts.notices import Notice
from bot.texts.staff.forwarded import (
    Enclosed,
    Enclosure,
    Forwarded,
    Letter,
    Recipient,
    Sent,
    StaffAnswered,
)
from bot.texts.staff.proof import AskProof
from bot.texts.staff.today import ONE_TAP, Desk, StaffToday, Waiting
from storage import chats, messages as store, said, tasks
from storage.absences import Absence
from storage.database import Database
from storage.files import File
from storage.messages import Attachment, Message
from storage.outcomes import Achievement
from storage.people import Participant
from storage.searches import Search, SearchHit
from storage.staff import Staff
from storage.tasks import Task
from storage.vocabulary import MediaState, TaskKind

COUNTED = (TaskKind.ABSENCE, TaskKind.MESSAGE, TaskKind.OUTCOME)


def is_one(database: Database, bot: str, telegram_id: int) -> bool:
    """Tell whether this chat belongs to a member of staff."""
    with database.reading() as db:
        chat = chats.by_telegram(db, bot, telegram_id)
        return chat is not None and chats.staff_link_of_chat(db, chat.id or 0) is not None


def is_forwarded(database: Database, bot: str, telegram_id: int, message_id: int) -> bool:
    """Tell whether a message in somebody's own chat is what a person has written or sent."""
    with database.reading() as db:
        chat = chats.by_telegram(db, bot, telegram_id)
        link = chats.staff_link_of_chat(db, chat.id or 0) if chat else None
        if link is None:
            return False
        kinds = (Forwarded.kind, Enclosed.kind)
        found = said.to_staff(db, link.staff_id, message_id, kinds=kinds, since=link.since)
        return found is not None


def forwarded(db: Db, notice: Notice, to: Staff, _now: datetime) -> Letter | None:
    """Return the message that a notice forwards, while it is one of the reader's people's."""
    message = db.get(Message, notice.params()["message_id"])
    person = _person(db, to, message)
    if message is None or person is None:
        return None
    task = tasks.about(db, tasks.key_of(TaskKind.MESSAGE, person.id))
    return Letter(
        name=person.name,
        message=messages.told(db, message),
        sent=tuple(
            Sent(one.kind, is_lost=one.state is MediaState.REFUSED)
            for one in store.attachments_of(db, message.id or 0)
        ),
        task_id=task.id if task and task.closed_at is None else None,
    )


def enclosed(db: Db, notice: Notice, to: Staff, _now: datetime) -> Enclosure | None:
    """Return what came with a message, while that may be shown to the reader."""
    message = db.get(Message, notice.params()["message_id"])
    person = _person(db, to, message)
    found = db.get(Attachment, notice.params()["attachment_id"])
    if message is None or person is None or found is None or found.message_id != message.id:
        return None
    if message.is_sensitive or found.file_id is None:
        return None
    return Enclosure(person.name, found.kind, db.get_one(File, found.file_id).content)


def answered(db: Db, notice: Notice, to: Staff, _now: datetime) -> Recipient | None:
    """Return to whom an answer went."""
    person = _person(db, to, db.get(Message, notice.params()["message_id"]))
    return Recipient(person.name) if person else None


def today(db: Db, _notice: Notice, to: Staff, _now: datetime) -> Desk:
    """Return what needs a member of staff, the oldest first: their people's, and nobody's."""
    found = open_tasks(db, to)
    if access.staff(to).counts_only:
        numbers = Counter(task.kind for task, _ in found)
        return Desk((), tuple((kind, numbers[kind]) for kind in COUNTED))
    rows = tuple(waiting(db, task, person) for task, person in found if task.kind in ONE_TAP)
    return Desk(rows, elsewhere=len(found) - len(rows))


def _person(db: Db, to: Staff, message: Message | None) -> Participant | None:
    if message is None:
        return None
    try:
        return access.participant(db, access.staff(to), message.participant_id)
    except NotThere:
        return None


def theirs(to: Staff) -> ColumnElement[bool]:
    """Tell in SQL whether a person is one caseworker's, or nobody's who works here."""
    at_work = select(Staff.id).where(col(Staff.active).is_(True))
    caseworker = col(Participant.caseworker_id)
    return or_(caseworker == to.id, caseworker.is_(None), caseworker.not_in(at_work))


def open_tasks(db: Db, to: Staff, *, everybodys: bool = False) -> list[tuple[Task, Participant]]:
    """Return the open tasks about the people of one caseworker, and about those who have none.

    Who sees counts only is given all of the municipality, to be counted.
    """
    all_of_them = everybodys or access.staff(to).counts_only
    found = db.exec(
        select(Task, Participant)
        .join(Participant, col(Participant.id) == Task.participant_id)
        .where(
            Task.municipality_id == to.municipality_id,
            col(Task.closed_at).is_(None),
            *([] if all_of_them else [theirs(to)]),
        )
        .order_by(col(Task.opened_at), col(Task.id))
    )
    return list(found)


def waiting(db: Db, task: Task, person: Participant) -> Waiting:
    """Return what is said of a task."""
    absence = db.get(Absence, task.about_id) if task.kind is TaskKind.ABSENCE else None
    found = db.get(Achievement, task.about_id) if task.kind is TaskKind.OUTCOME else None
    hit = db.get(SearchHit, task.about_id) if task.kind is TaskKind.SEARCH else None
    return Waiting(
        task_id=task.id or 0,
        kind=task.kind,
        name=person.name,
        on=absence.on if absence else found.starts_on if found else None,
        what=found.kind if found else None,
        employer=found.employer if found else "",
        search=db.get_one(Search, hit.search_id).name if hit else "",
    )


def claim(db: Db, notice: Notice, to: Staff, _now: datetime) -> Waiting | None:
    """Return the claim of a question, while it is one of the reader's people's and open."""
    task = db.get(Task, notice.params()["task_id"])
    if task is None or task.closed_at is not None:
        return None
    try:
        person = access.participant(db, access.staff(to), task.participant_id)
    except NotThere:
        return None
    return waiting(db, task, person)


LOADERS: dict[str, Callable[[Db, Notice, Staff, datetime], object]] = {
    Forwarded.kind: forwarded,
    Enclosed.kind: enclosed,
    StaffAnswered.kind: answered,
    StaffToday.kind: today,
    AskProof.kind: claim,
}
"""By the kind of the notice."""
