"""The municipality's library of templates: added, changed, put away and taken out again."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import access, changes, writings
from bot.actions.changes import Cause
from bot.rules.writings import Contents
from bot.texts import shelf
from bot.texts.say import Voice
from bot.texts.shelf import Shipped
from bot.texts.staff import StaffVoice, shelf as names
from storage import municipalities, writings as stored
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.vocabulary import ChangeKind, Language
from storage.writings import Template, Translation, Writing

LONGEST_NAME = 80


def add(database: Database, name: str, contents: Contents, *, cause: Cause) -> int:
    """Add a template; return its id. Raises NotThere, and what `writings.keep_in` raises."""
    with database.transaction() as db:
        home = access.municipality(db, cause.caller)
        made = changes.made(db, cause, "template")
        if made is not None:
            return made
        writing = writings.keep_in(db, contents, municipality_id=home.id or 0, cause=cause)
        added = _template(writing, name)
        db.add(added)
        db.flush()
        _record(db, added, cause, "added")
        return added.id or 0


def change(
    database: Database, template_id: int, name: str, contents: Contents, *, cause: Cause
) -> None:
    """Change a template for all that is made of it from now on.

    Raises NotThere, and what `writings.keep_in` raises.
    """
    with database.transaction() as db:
        template = access.template(db, cause.caller, template_id, lock=True)
        if changes.is_done(db, cause):
            return
        template.name = name
        writings.keep_in(
            db,
            contents,
            writing_id=template.writing_id,
            municipality_id=template.municipality_id,
            cause=cause,
        )
        _record(db, template, cause, "changed")


def retire(database: Database, template_id: int, *, cause: Cause) -> None:
    """Offer a template no more; what was made of it stays. Raises NotThere."""
    _put(database, template_id, is_retired=True, cause=cause)


def restore(database: Database, template_id: int, *, cause: Cause) -> None:
    """Offer a template again; raises NotThere."""
    _put(database, template_id, is_retired=False, cause=cause)


def ship(database: Database, now: datetime) -> None:
    """Give every municipality those shipped templates that it has never had."""
    with database.reading() as db:
        homes = [home.id or 0 for home in municipalities.everyone(db)]
        lacking = [home for home in homes if _lacking(db, home)]
    for home in lacking:
        with database.transaction() as db:
            db.get_one(Municipality, home, with_for_update=FOR_CHANGE)
            ship_in(db, home, now=now)


def ship_in(db: Db, municipality_id: int, *, now: datetime) -> None:
    """Give a municipality those shipped templates that it has never had, in all languages.

    The translations are drafts until somebody of the municipality has had them reviewed.
    """
    called = names.names(StaffVoice(Language.DANISH))
    said = {one: shelf.shipped(Voice(one)) for one in Language}
    lacking = _lacking(db, municipality_id)
    for sides in zip(*said.values(), strict=True):
        key = sides[0].key
        if key in lacking:
            writing = Writing(municipality_id=municipality_id, created_at=now)
            db.add(writing)
            db.flush()
            db.add_all(_translations(writing, dict(zip(said, sides, strict=True))))
            db.add(_template(writing, called[key], key))
    db.flush()


def _lacking(db: Db, municipality_id: int) -> set[str]:
    return {one.key for one in shelf.shipped(Voice(Language.DANISH))} - stored.keys(
        db, municipality_id
    )


def _translations(writing: Writing, sides: Mapping[Language, Shipped]) -> Iterable[Translation]:
    danish = sides[Language.DANISH]
    digest = stored.digest(danish.text, danish.choices)
    for language, side in sides.items():
        yield Translation(
            municipality_id=writing.municipality_id,
            writing_id=writing.id or 0,
            language=language,
            text=side.text,
            choices=list(side.choices),
            source_digest=None if side is danish else digest,
        )


def _template(writing: Writing, name: str, key: str | None = None) -> Template:
    return Template(
        municipality_id=writing.municipality_id, writing_id=writing.id or 0, name=name, key=key
    )


def _put(database: Database, template_id: int, *, is_retired: bool, cause: Cause) -> None:
    with database.transaction() as db:
        template = access.template(db, cause.caller, template_id, lock=True)
        if changes.is_done(db, cause) or is_retired is (template.retired_at is not None):
            return
        template.retired_at = cause.now if is_retired else None
        _record(db, template, cause, "retired" if is_retired else "restored")


def _record(db: Db, template: Template, cause: Cause, deed: str) -> None:
    changes.record(
        db,
        cause,
        ChangeKind.TEMPLATE_EDITED,
        municipality_id=template.municipality_id,
        after={"template": template.id, "deed": deed},
    )
