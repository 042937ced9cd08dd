"""What has come together in Randers by eight in the morning."""

from sqlmodel import update

from bot.actions import tasks
from bot.rules.time import read
from storage.answers import Answer
from storage.changes import Change
from storage.chats import Link
from storage.people import Participant
from storage.staff import Staff
from storage.statuses import CheckIn
from storage.vocabulary import AnswerKind, ChangeKind, TaskKind
from tests.support.cast import Stage

YESTERDAY = read("2026-11-23 15:00")
NAMES = ("Selam", "أمل", "Jens", "Rahwa", "Mette", "Ole")
"""Of whoever is in Randers."""


def fill(here: Stage) -> None:
    """Let Jens be Ole's and away, Selam away and ask for a call, and everybody be linked for long."""
    _hire_ole(here)
    session = here.session(course="Service")
    with here.database.transaction() as db:
        selam, jens, amal = (
            db.get_one(Participant, here.town.people[name]) for name in ("Selam", "Jens", "Amal")
        )
        jens.caseworker_id = here.town.staff["Ole"]
        for person in (selam, jens):
            db.add(
                Answer(
                    municipality_id=person.municipality_id,
                    session_id=session,
                    participant_id=person.id or 0,
                    kind=AnswerKind.NOT_COMING,
                    answered_at=YESTERDAY,
                )
            )
        cause = here.cause(now=YESTERDAY)
        tasks.open_in(db, selam, TaskKind.CALL_ME, cause=cause)
        tasks.open_in(db, jens, TaskKind.MESSAGE, cause=cause)
        tasks.open_in(db, amal, TaskKind.ERASED, cause=cause)
        db.exec(update(Link).values(consented_at=read("2026-10-01 12:00")))
        db.add(
            Change(
                municipality_id=selam.municipality_id,
                kind=ChangeKind.WROTE,
                at=read("2026-11-20 12:00"),
                cause="test:wrote",
                participant_id=selam.id,
            )
        )
        db.add(
            CheckIn(
                municipality_id=amal.municipality_id,
                participant_id=amal.id or 0,
                week=read("2026-11-16 12:00").date(),
                asked_at=read("2026-11-20 13:00"),
                asked_again_at=read("2026-11-22 13:00"),
            )
        )


def _hire_ole(here: Stage) -> None:
    with here.database.transaction() as db:
        mette = db.get_one(Staff, here.town.staff["Mette"])
        ole = Staff(
            municipality_id=mette.municipality_id,
            email="ole@example.dk",
            name="Ole Bak",
            role=mette.role,
        )
        db.add(ole)
        db.flush()
        here.town.staff["Ole"] = ole.id or 0
