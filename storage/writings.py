"""Writings: what staff have written for people, side by side in several languages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, select

from storage.columns import document, word
from storage.vocabulary import EnclosureKind, Gap, Language, TranslationState


class Writing(SQLModel, table=True):
    """One thing that is said in several languages: a broadcast, a template, an added sentence."""

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    created_at: datetime


class Translation(SQLModel, table=True):
    """A writing in one language; the Danish one is what the others translate.

    `choices` are the words of its answer buttons. `source_digest` is the digest of the Danish
    text and choices that it was made from. Its enclosure, if any, is a file of this language.
    """

    __table_args__ = (UniqueConstraint("writing_id", "language"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    writing_id: int = Field(foreign_key="writing.id", index=True)
    language: Language = Field(sa_type=word(Language))
    text: str = ""
    choices: list[Any] = Field(default_factory=list, sa_column=document())
    source_digest: str | None = Field(default=None, max_length=64)
    reviewed_at: datetime | None = None
    reviewed_by: int | None = Field(default=None, foreign_key="staff.id")
    file_id: int | None = Field(default=None, foreign_key="file.id", index=True)
    file_kind: EnclosureKind | None = Field(default=None, sa_type=word(EnclosureKind))
    file_name: str = ""


class Template(SQLModel, table=True):
    """A writing of the municipality's library; shipped ones have a `key`."""

    __table_args__ = (UniqueConstraint("municipality_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    writing_id: int = Field(foreign_key="writing.id", index=True)
    key: str | None = Field(default=None, max_length=64)
    name: str
    retired_at: datetime | None = None


def translations_of(db: Db, writing_id: int) -> dict[Language, Translation]:
    """Return what there is of a writing, by language."""
    found = db.exec(select(Translation).where(Translation.writing_id == writing_id))
    return {one.language: one for one in found}


def templates_of(db: Db, municipality_id: int) -> list[Template]:
    """Return the templates of a municipality's library that are in use, by name."""
    return list(
        db.exec(
            select(Template)
            .where(Template.municipality_id == municipality_id, col(Template.retired_at).is_(None))
            .order_by(Template.name, col(Template.id))
        )
    )


def keys(db: Db, municipality_id: int) -> set[str]:
    """Return which of the shipped templates a municipality has or had."""
    found = db.exec(select(Template.key).where(Template.municipality_id == municipality_id))
    return {key for key in found if key}


def digest(text: str, choices: Sequence[object]) -> str:
    """Return what a translation remembers of the Danish that it was made from."""
    return sha256(repr((text, [str(one) for one in choices])).encode()).hexdigest()


def state(translation: Translation | None, danish: Translation | None) -> TranslationState:
    """Return how far a translation can be relied on; the Danish one always can, once written."""
    if translation is None or not translation.text:
        return TranslationState.MISSING
    if translation.language is Language.DANISH:
        return TranslationState.REVIEWED
    if danish is None or translation.source_digest != digest(danish.text, danish.choices):
        return TranslationState.STALE
    return TranslationState.REVIEWED if translation.reviewed_at else TranslationState.DRAFT


def said_in(
    db: Db, writing_id: int, language: Language, gaps: Mapping[str, Any]
) -> Translation | None:
    """Return what is said to who reads this language: the reviewed translation, if there is one.

    Else the Danish, where the sender has decided so in `gaps`; else nothing yet.
    """
    found = translations_of(db, writing_id)
    danish = found.get(Language.DANISH)
    if state(found.get(language), danish) is TranslationState.REVIEWED:
        return found[language]
    return danish if gaps.get(language) == Gap.DANISH else None
