"""Everything that is stored about one person: all of it told, or taken out of the store."""

from base64 import b64encode
from typing import Any

from sqlmodel import Session as Db, SQLModel, col, delete, select, update

from storage import files
from storage.abilities import DanishLevel, Skill
from storage.absences import Absence
from storage.activities import Activity, Reduction
from storage.answers import Answer
from storage.attendance import Attendance
from storage.broadcasts import Recipient
from storage.changes import Change
from storage.chats import Chat, Link
from storage.dialogues import Dialogue
from storage.enrolments import Enrolment
from storage.files import File
from storage.messages import Attachment, Message
from storage.outbox import Outbox
from storage.outcomes import Achievement, FollowUp
from storage.people import Invitation, Participant, Reading
from storage.placements import Interest, Nomination, Placement
from storage.readiness import Assessment, Decision, Goal
from storage.schedule import Session
from storage.searches import SearchHit
from storage.statuses import CheckIn, Pulse, PulseAnswer
from storage.tasks import Task
from storage.vocabulary import Priority

OWN: tuple[type[SQLModel], ...] = (
    Enrolment,
    Session,
    Answer,
    Absence,
    Attendance,
    Message,
    CheckIn,
    Pulse,
    Achievement,
    Decision,
    Assessment,
    Goal,
    Skill,
    DanishLevel,
    Activity,
    Reduction,
    Interest,
    Nomination,
    Placement,
    Recipient,
    Outbox,
    Link,
    Invitation,
    Reading,
    Task,
    SearchHit,
    Dialogue,
    Chat,
    Change,
)
"""Every table that names a participant."""

PARTS: tuple[tuple[type[SQLModel], str, type[SQLModel]], ...] = (
    (Attachment, "message_id", Message),
    (PulseAnswer, "pulse_id", Pulse),
    (FollowUp, "achievement_id", Achievement),
)
"""Every table whose rows belong to such a row: which, through what, to which."""

ABOUT_THEM = (Assessment, Goal, Skill, Activity, Reduction, SearchHit)
"""What is only of use while somebody is followed."""

BIGGEST = 15 * 1024 * 1024
"""So many bytes of voice notes and pictures fit into one file beside the rest."""

Rows = dict[str, list[dict[str, Any]]]


def everything(db: Db, participant_id: int) -> Rows:
    """Return every row about a person by its table, as JSON; a file's bytes in Base64."""
    found: dict[type[SQLModel], list[Any]] = {
        table: list(db.exec(_of_person(table, participant_id))) for table in OWN
    }
    for table, column, owner in PARTS:
        numbers = [row.id for row in found[owner]]
        found[table] = list(db.exec(select(table).where(_column(table, column).in_(numbers))))
    person = db.get_one(Participant, participant_id)
    rows = {"participant": [person.model_dump(mode="json")]} | {
        str(table.__tablename__): [row.model_dump(mode="json") for row in known]
        for table, known in found.items()
    }
    return rows | {"file": _files(db, found[Attachment])}


def erase(db: Db, participant_id: int) -> None:
    """Take out what was said and written, and every name; what counts stays without it.

    Kept are the places on courses, the sessions, answers, absences, attendance, placements,
    outcomes, match categories and levels of Danish, without reasons and free texts; the notices of
    ours, which hold no text; who has looked; and that something happened, without what it was.
    """
    sent = _file_numbers(db, participant_id)
    messages = select(Message.id).where(Message.participant_id == participant_id)
    pulses = select(Pulse.id).where(Pulse.participant_id == participant_id)
    db.exec(delete(PulseAnswer).where(col(PulseAnswer.pulse_id).in_(pulses)))
    db.exec(delete(Attachment).where(col(Attachment.message_id).in_(messages)))
    for table in (CheckIn, Pulse, Dialogue, Message, Link, *ABOUT_THEM):
        db.exec(delete(table).where(_column(table, "participant_id") == participant_id))
    db.exec(
        delete(Outbox).where(
            col(Outbox.participant_id) == participant_id,
            col(Outbox.priority) == int(Priority.ANSWER),
        )
    )
    _forget_words(db, participant_id)
    files.drop(db, sent)


def _forget_words(db: Db, participant_id: int) -> None:
    """Empty what is free text or speaks of reasons in the rows that stay."""
    empty: tuple[tuple[type[SQLModel], dict[str, Any]], ...] = (
        (Change, {"before": {}, "after": {}}),
        (Answer, {"reason": None}),
        (Absence, {"reason": None}),
        (Achievement, {"employer": "", "evidence": ""}),
        (Decision, {"reason": ""}),
        (Nomination, {"company": "", "place": "", "contact": ""}),
        (Chat, {"participant_id": None}),
    )
    for table, values in empty:
        theirs = _column(table, "participant_id") == participant_id
        db.exec(update(table).where(theirs).values(**values))


def _file_numbers(db: Db, participant_id: int) -> list[int]:
    """Return the files that a person has sent; what is just being fetched is waited for."""
    found = (
        select(Attachment.file_id)
        .join(Message, col(Message.id) == Attachment.message_id)
        .where(Message.participant_id == participant_id)
        .with_for_update(of=Attachment)
    )
    return [number for number in db.exec(found) if number is not None]


def _files(db: Db, attachments: list[Attachment]) -> list[dict[str, Any]]:
    """Return what was sent, as far as it fits; of the rest only that it is there."""
    numbers = {one.file_id for one in attachments if one.file_id is not None}
    found, room = [], BIGGEST
    for number in sorted(numbers):
        file = db.get_one(File, number)
        room -= len(file.content)
        content = b64encode(file.content).decode() if room >= 0 else None
        found.append({"id": file.id, "media_type": file.media_type, "content": content})
    return found


def _of_person(table: type[SQLModel], participant_id: int) -> Any:  # noqa: ANN401  # of any table
    own = _column(table, "participant_id") == participant_id
    return select(table).where(own).order_by(_column(table, "id"))


def _column(table: type[SQLModel], name: str) -> Any:  # noqa: ANN401  # of any table
    return getattr(table, name)
