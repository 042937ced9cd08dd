"""What waits for the staff of the town: one thing of every sort, and one at the neighbours'."""

from datetime import date

from sqlmodel import Session as Db

from bot.actions import tasks
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from storage.absences import Absence
from storage.messages import Message
from storage.people import Participant
from storage.statuses import CheckIn
from storage.vocabulary import Reason, TaskKind, Wish
from tests.support.founding import DAY, HOUR, NOW, Town


def put_on_the_list(db: Db, town: Town) -> None:
    """Let people ask, report and tell, hours and days ago."""
    for key, who, kind, row, since in (
        ("call", "Selam", TaskKind.CALL_ME, None, NOW - HOUR),
        ("absence", "Jens", TaskKind.ABSENCE, _absence(town), NOW - HOUR / 2),
        (
            "message",
            "Amal",
            TaskKind.MESSAGE,
            _message(town, "هل المكان <b>هنا</b>؟"),
            NOW - 2 * DAY,
        ),
        ("hidden", "Amal", TaskKind.MESSAGE, _message(town, "CPR 010190-1234"), NOW - DAY / 2),
        ("low", "Rahwa", TaskKind.LOW_CHECK_IN, _check_in(town), NOW - 2 * HOUR),
        ("help", "Noor", TaskKind.HELP_WANTED, None, NOW - 3 * HOUR),
    ):
        person = db.get_one(Participant, town.people[who])
        if row is not None:
            row.municipality_id, row.participant_id = person.municipality_id, person.id or 0
            db.add(row)
            db.flush()
        task = tasks.open_in(
            db,
            person,
            kind,
            cause=Cause(OPERATOR, f"town:{key}", since),
            about_id=row.id if row else None,
        )
        town.tasks[key] = task.id or 0


def _absence(town: Town) -> Absence:
    return Absence(
        municipality_id=0,
        participant_id=0,
        number=17,
        session_id=town.sessions["bus"],
        on=date(2026, 11, 24),
        reason=Reason.TRANSPORT,
        reported_at=NOW - HOUR / 2,
    )


def _message(town: Town, text: str) -> Message:
    return Message(
        municipality_id=0,
        participant_id=0,
        text=text,
        is_sensitive="CPR" in text,
        written_at=NOW - HOUR,
    )


def _check_in(town: Town) -> CheckIn:
    return CheckIn(
        municipality_id=0,
        participant_id=0,
        week=date(2026, 11, 16),
        asked_at=NOW - DAY,
        score=1,
        wishes=[Wish.TRANSPORT],
    )
