"""What somebody can do: skills, and how far they have come in Danish."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, Session as Db, SQLModel, col, select


class Skill(SQLModel, table=True):
    """Something that somebody can do, in the words of who noted it, and where that was seen."""

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    name: str
    evidence: str = ""
    noted_at: datetime
    noted_by: int | None = Field(default=None, foreign_key="staff.id")
    removed_at: datetime | None = None


class DanishLevel(SQLModel, table=True):
    """From when on somebody is in a module of a Danish education (DU): 1 to 3, module 1 to 6.

    The latest `since` that was not withdrawn holds. `passed` tells whether the module was.
    """

    __tablename__ = "danish_level"
    __table_args__ = (Index("ix_danish_level_of_person", "participant_id", "since"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id")
    education: int
    module: int
    passed: bool = False
    since: date
    noted_at: datetime
    noted_by: int | None = Field(default=None, foreign_key="staff.id")
    withdrawn_at: datetime | None = None


def skills_of(db: Db, participant_id: int) -> list[Skill]:
    """Return a person's skills in the order in which they were noted, also the removed ones."""
    return list(
        db.exec(select(Skill).where(Skill.participant_id == participant_id).order_by(col(Skill.id)))
    )


def danish_of(db: Db, participant_id: int) -> list[DanishLevel]:
    """Return a person's levels of Danish, the latest first, also those that were withdrawn."""
    return list(
        db.exec(
            select(DanishLevel)
            .where(DanishLevel.participant_id == participant_id)
            .order_by(col(DanishLevel.since).desc(), col(DanishLevel.id).desc())
        )
    )
