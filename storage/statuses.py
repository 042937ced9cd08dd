"""Statuses: how people say that it goes, every week and every third month."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, delete, func, select

from storage.columns import document


class CheckIn(SQLModel, table=True):
    """The question of one week (its Monday): how it goes, 1 to 5, and what would help.

    What was answered counts, however little. `note_id` is what was written or said beside it.
    """

    __tablename__ = "check_in"
    __table_args__ = (UniqueConstraint("participant_id", "week"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    week: date
    asked_at: datetime
    asked_again_at: datetime | None = None
    score: int | None = None
    wishes: list[Any] = Field(default_factory=list, sa_column=document())
    note_id: int | None = Field(default=None, foreign_key="message.id")
    answered_at: datetime | None = None


class PulseQuestion(SQLModel, table=True):
    """A question that a municipality asks every third month, in place of the shipped ones."""

    __tablename__ = "pulse_question"
    __table_args__ = (UniqueConstraint("municipality_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    key: str = Field(max_length=32)
    position: int
    text_da: str
    text_en: str
    text_ar: str
    text_ti: str
    active: bool = True


class Pulse(SQLModel, table=True):
    """The questions of one quarter (its first day) to one person; `keys` are those asked."""

    __table_args__ = (UniqueConstraint("participant_id", "quarter"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    quarter: date
    keys: list[Any] = Field(default_factory=list, sa_column=document())
    asked_at: datetime
    finished_at: datetime | None = None


class PulseAnswer(SQLModel, table=True):
    """One answer, 1 to 5."""

    __tablename__ = "pulse_answer"
    __table_args__ = (UniqueConstraint("pulse_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    pulse_id: int = Field(foreign_key="pulse.id", index=True)
    key: str = Field(max_length=32)
    score: int
    answered_at: datetime


def check_in_of(db: Db, participant_id: int, week: date) -> CheckIn | None:
    """Return a person's check-in of the week that begins on this Monday."""
    return db.exec(
        select(CheckIn).where(CheckIn.participant_id == participant_id, CheckIn.week == week)
    ).first()


def asked_in(db: Db, municipality_id: int, week: date) -> set[int]:
    """Return who has a check-in of this week, answered or not."""
    return set(
        db.exec(
            select(CheckIn.participant_id).where(
                CheckIn.municipality_id == municipality_id, CheckIn.week == week
            )
        )
    )


def unanswered(db: Db, municipality_id: int, *, since: datetime, until: datetime) -> list[CheckIn]:
    """Return the check-ins that were asked once in this time, and are not answered."""
    return list(
        db.exec(
            select(CheckIn).where(
                CheckIn.municipality_id == municipality_id,
                col(CheckIn.score).is_(None),
                col(CheckIn.asked_again_at).is_(None),
                CheckIn.asked_at >= since,
                CheckIn.asked_at <= until,
            )
        )
    )


def missed(db: Db, municipality_id: int, *, since: datetime) -> set[int]:
    """Return who was asked a check-in for the second time since then, and has not answered."""
    return set(
        db.exec(
            select(CheckIn.participant_id).where(
                CheckIn.municipality_id == municipality_id,
                col(CheckIn.score).is_(None),
                col(CheckIn.asked_again_at) >= since,
            )
        )
    )


def check_ins_of(db: Db, participant_id: int, *, limit: int) -> list[CheckIn]:
    """Return a person's latest check-ins, the newest first."""
    return list(
        db.exec(
            select(CheckIn)
            .where(CheckIn.participant_id == participant_id)
            .order_by(col(CheckIn.week).desc())
            .limit(limit)
        )
    )


def questions_of(db: Db, municipality_id: int) -> list[PulseQuestion]:
    """Return the municipality's own questions in order; none means the shipped ones."""
    return list(
        db.exec(
            select(PulseQuestion)
            .where(
                PulseQuestion.municipality_id == municipality_id,
                col(PulseQuestion.active).is_(True),
            )
            .order_by(col(PulseQuestion.position))
        )
    )


def question_by_key(db: Db, municipality_id: int, key: str) -> PulseQuestion | None:
    """Return a question of the municipality's own, asked or not."""
    return db.exec(
        select(PulseQuestion).where(
            PulseQuestion.municipality_id == municipality_id, PulseQuestion.key == key
        )
    ).first()


def questions_ever(db: Db, municipality_id: int) -> list[PulseQuestion]:
    """Return the municipality's own questions in order, those that are asked no more too."""
    return list(
        db.exec(
            select(PulseQuestion)
            .where(PulseQuestion.municipality_id == municipality_id)
            .order_by(col(PulseQuestion.position))
        )
    )


def pulses_of(db: Db, participant_id: int, *, limit: int) -> list[Pulse]:
    """Return a person's latest pulses, the newest first."""
    return list(
        db.exec(
            select(Pulse)
            .where(Pulse.participant_id == participant_id)
            .order_by(col(Pulse.quarter).desc())
            .limit(limit)
        )
    )


def pulsed_at(db: Db, people: Sequence[int]) -> dict[int, datetime]:
    """Return when each of these people was asked their latest pulse, if ever."""
    found = db.exec(
        select(Pulse.participant_id, func.max(Pulse.asked_at))
        .where(col(Pulse.participant_id).in_(people))
        .group_by(col(Pulse.participant_id))
    )
    return dict(found.all())


def unfinished(db: Db, municipality_id: int, *, since: datetime, until: datetime) -> list[Pulse]:
    """Return the pulses that were asked in this time, and are not finished."""
    return list(
        db.exec(
            select(Pulse).where(
                Pulse.municipality_id == municipality_id,
                col(Pulse.finished_at).is_(None),
                Pulse.asked_at >= since,
                Pulse.asked_at <= until,
            )
        )
    )


def pulse_answers(db: Db, pulse_id: int) -> dict[str, int]:
    """Return the answers to a pulse by the key of the question."""
    found = db.exec(select(PulseAnswer).where(PulseAnswer.pulse_id == pulse_id))
    return {answer.key: answer.score for answer in found}


def forget_answer(db: Db, pulse_id: int, key: str) -> None:
    """Let go of the answer to one question of a pulse."""
    db.exec(
        delete(PulseAnswer).where(
            col(PulseAnswer.pulse_id) == pulse_id, col(PulseAnswer.key) == key
        )
    )
