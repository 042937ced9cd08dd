"""What staff have written, as the console shows it; and the library of templates."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.access import Caller
from bot.rules.refusals import NotThere
from storage.database import Database
from storage.files import File
from storage.staff import Staff
from storage.vocabulary import EnclosureKind, Language, TranslationState
from storage.writings import Template, Translation, state


@dataclass(frozen=True)
class Side:
    """A writing in one language, how far it can be relied on, and who has reviewed it when."""

    text: str = ""
    choices: tuple[str, ...] = ()
    state: TranslationState = TranslationState.MISSING
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    file_kind: EnclosureKind | None = None
    file_name: str = ""


@dataclass(frozen=True)
class Written:
    """A writing with its side in each language; a new one has no id."""

    id: int | None = None
    sides: Mapping[Language, Side] = field(default_factory=lambda: dict.fromkeys(Language, Side()))

    @property
    def unreviewed(self) -> tuple[Language, ...]:
        """The languages in which nobody has reviewed it as it is now."""
        relied = TranslationState.REVIEWED
        return tuple(one for one, side in self.sides.items() if side.state is not relied)


@dataclass(frozen=True)
class Shelved:
    """A template of the library; a shipped one came with the program."""

    id: int
    name: str
    is_shipped: bool
    written: Written


@dataclass(frozen=True)
class Library:
    """The templates in use, and those that are put away."""

    templates: list[Shelved]
    retired: list[Shelved]


def load(db: Db, writing_ids: Collection[int]) -> dict[int, Written]:
    """Return these writings by their ids."""
    found = db.exec(
        select(Translation, Staff.name)
        .outerjoin(Staff, col(Staff.id) == Translation.reviewed_by)
        .where(col(Translation.writing_id).in_(writing_ids))
    )
    rows: dict[int, dict[Language, tuple[Translation, str]]] = {one: {} for one in writing_ids}
    for row, reviewer in found:
        rows[row.writing_id][row.language] = row, reviewer or ""
    return {number: _written(number, sides) for number, sides in rows.items()}


def shelf(database: Database, caller: Caller) -> Library:
    """Return the templates of the caller's municipality by name; raises NotThere."""
    with database.reading() as db:
        home = access.municipality(db, caller)
        rows = db.exec(
            select(Template)
            .where(Template.municipality_id == home.id)
            .order_by(Template.name, col(Template.id))
        ).all()
        written = load(db, [row.writing_id for row in rows])
        shelved = [(row, _shelved(row, written[row.writing_id])) for row in rows]
        return Library(
            [one for row, one in shelved if row.retired_at is None],
            [one for row, one in shelved if row.retired_at is not None],
        )


def template(database: Database, caller: Caller, template_id: int) -> Shelved:
    """Return a template with its writing; raises NotThere."""
    with database.reading() as db:
        row = access.template(db, caller, template_id)
        return _shelved(row, load(db, [row.writing_id])[row.writing_id])


def enclosure(database: Database, caller: Caller, writing_id: int, language: Language) -> File:
    """Return the file that goes with a writing in a language; raises NotThere."""
    with database.reading() as db:
        access.writing(db, caller, writing_id)
        found = db.exec(
            select(File)
            .join(Translation, col(Translation.file_id) == File.id)
            .where(Translation.writing_id == writing_id, Translation.language == language)
        ).first()
        if found is None:
            raise NotThere
        return found


def _written(number: int, sides: Mapping[Language, tuple[Translation, str]]) -> Written:
    danish = sides[Language.DANISH][0] if Language.DANISH in sides else None
    known = {one: _side(row, danish, reviewer) for one, (row, reviewer) in sides.items()}
    return Written(number, {one: known.get(one, Side()) for one in Language})


def _side(row: Translation, danish: Translation | None, reviewer: str) -> Side:
    return Side(
        text=row.text,
        choices=tuple(str(one) for one in row.choices),
        state=state(row, danish),
        reviewed_at=row.reviewed_at,
        reviewed_by=reviewer,
        file_kind=row.file_kind,
        file_name=row.file_name,
    )


def _shelved(row: Template, written: Written) -> Shelved:
    return Shelved(row.id or 0, row.name, is_shipped=row.key is not None, written=written)
