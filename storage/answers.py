"""What participants said about sessions: coming, or not and why."""

from datetime import datetime

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, delete, select

from storage.columns import word
from storage.vocabulary import AnswerKind


class Answer(SQLModel, table=True):
    """A person's answer to one session as it stands; its history is in the changes.

    `reason` is the key of a reason class, `absence_id` the report that it is part of.
    """

    __table_args__ = (UniqueConstraint("session_id", "participant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    session_id: int = Field(foreign_key="session.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    kind: AnswerKind = Field(sa_type=word(AnswerKind))
    reason: str | None = Field(default=None, max_length=32)
    answered_at: datetime = Field(index=True)
    absence_id: int | None = Field(default=None, foreign_key="absence.id", index=True)


def of(db: Db, session_id: int, participant_id: int) -> Answer | None:
    """Return what this person said about this session, if anything."""
    return db.exec(
        select(Answer).where(
            Answer.session_id == session_id, Answer.participant_id == participant_id
        )
    ).first()


def of_session(db: Db, session_id: int) -> dict[int, Answer]:
    """Return the answers to a session by participant id."""
    found = db.exec(select(Answer).where(Answer.session_id == session_id))
    return {answer.participant_id: answer for answer in found}


def of_person(db: Db, participant_id: int) -> dict[int, Answer]:
    """Return a person's answers by session id."""
    found = db.exec(select(Answer).where(Answer.participant_id == participant_id))
    return {answer.session_id: answer for answer in found}


def of_absence(db: Db, absence_id: int) -> list[Answer]:
    """Return the answers that are part of one report."""
    return list(
        db.exec(
            select(Answer).where(Answer.absence_id == absence_id).order_by(col(Answer.session_id))
        )
    )


def wants_a_call(db: Db, participant_id: int) -> bool:
    """Tell whether a person still asks to be called about any session."""
    found = select(Answer.id).where(
        Answer.participant_id == participant_id, Answer.kind == AnswerKind.CALL_ME
    )
    return db.exec(found.limit(1)).first() is not None


def clear(db: Db, session_id: int) -> None:
    """Forget the answers to a session whose time has changed; the changes keep their history."""
    db.exec(delete(Answer).where(col(Answer.session_id) == session_id))
