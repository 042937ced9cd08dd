"""Outcomes: a job, an education or an IGU, claimed, confirmed, and followed up."""

from datetime import date, datetime

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, delete, select

from storage.changes import Change
from storage.columns import word
from storage.vocabulary import ChangeKind, ClaimState, FollowUpAnswer, OutcomeKind, Terms


class Achievement(SQLModel, table=True):
    """What somebody has found; `starts_on` may lie ahead, `hours` are those a week.

    `employer` is the company or the school. A draft is still being told: nobody else sees it, and
    a person has one at most. Who was self-supporting, or has moved, has no `employer`; `ends_on` is
    the last day of it. `entered_by` is None for what the person claims, and for what a list has
    brought in (`entered` tells them apart). `evidence` tells by what it is known: a contract, a
    payslip, a register.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    kind: OutcomeKind = Field(sa_type=word(OutcomeKind))
    state: ClaimState = Field(sa_type=word(ClaimState), index=True)
    employer: str = ""
    terms: Terms | None = Field(default=None, sa_type=word(Terms))
    hours: float | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    claimed_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="staff.id")
    entered_by: int | None = Field(default=None, foreign_key="staff.id")
    evidence: str = ""


class FollowUp(SQLModel, table=True):
    """The question some weeks after the start, whether it is as it was.

    It is asked once: the outbox knows whether it was, by a key made from `achievement_id` and
    `weeks`.
    """

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("achievement_id", "weeks"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    achievement_id: int = Field(foreign_key="achievement.id", index=True)
    weeks: int
    due_on: date = Field(index=True)
    answer: FollowUpAnswer | None = Field(default=None, sa_type=word(FollowUpAnswer))
    answered_at: datetime | None = None


def of_person(db: Db, participant_id: int) -> list[Achievement]:
    """Return all that a person has told to the end, the newest first."""
    return list(
        db.exec(
            select(Achievement)
            .where(
                Achievement.participant_id == participant_id,
                Achievement.state != ClaimState.DRAFT,
            )
            .order_by(col(Achievement.id).desc())
        )
    )


def entered(db: Db, participant_id: int) -> frozenset[int]:
    """Return the ids of what the person has not told, but staff or a list have entered.

    The change says so that was written at that moment, also when its words are erased.
    """
    found = (
        select(Achievement.id)
        .join(Change, col(Change.participant_id) == Achievement.participant_id)
        .where(
            Achievement.participant_id == participant_id,
            Change.kind == ChangeKind.OUTCOME_ENTERED,
            Change.at == Achievement.claimed_at,
        )
    )
    return frozenset(number or 0 for number in db.exec(found))


def draft_of(db: Db, participant_id: int) -> Achievement | None:
    """Return what a person is still telling, if anything."""
    return db.exec(
        select(Achievement).where(
            Achievement.participant_id == participant_id, Achievement.state == ClaimState.DRAFT
        )
    ).first()


def confirmed_since(db: Db, starts_on: date) -> list[int | None]:
    """Return the ids of what is confirmed and began on this day or later."""
    return list(
        db.exec(
            select(Achievement.id)
            .where(
                Achievement.state == ClaimState.CONFIRMED,
                col(Achievement.starts_on) >= starts_on,
            )
            .order_by(col(Achievement.id))
        )
    )


def forget_drafts(db: Db, *, before: datetime) -> None:
    """Let go of what somebody began to tell before this moment and never finished."""
    db.exec(
        delete(Achievement).where(
            col(Achievement.state) == ClaimState.DRAFT, col(Achievement.claimed_at) < before
        )
    )


def follow_ups_of(db: Db, achievement_id: int) -> list[FollowUp]:
    """Return the questions that follow, in order."""
    return list(
        db.exec(
            select(FollowUp)
            .where(FollowUp.achievement_id == achievement_id)
            .order_by(col(FollowUp.weeks))
        )
    )


def follow_up(db: Db, achievement_id: int, weeks: int) -> FollowUp | None:
    """Return the question so many weeks after the start."""
    return db.exec(
        select(FollowUp).where(FollowUp.achievement_id == achievement_id, FollowUp.weeks == weeks)
    ).first()
