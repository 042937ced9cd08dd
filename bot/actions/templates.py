"""The municipality's library of templates: added, changed, put away and taken out again."""

from sqlmodel import Session as Db

from bot.actions import access, changes, writings
from bot.actions.changes import Cause
from bot.rules.writings import Contents
from storage.database import Database
from storage.vocabulary import ChangeKind
from storage.writings import Template

LONGEST_NAME = 80


def add(database: Database, name: str, contents: Contents, *, cause: Cause) -> int:
    """Add a template; return its id. Raises NotThere, and what `writings.keep_in` raises."""
    with database.transaction() as db:
        home = access.municipality(db, cause.caller)
        made = changes.made(db, cause, "template")
        if made is not None:
            return made
        writing = writings.keep_in(db, contents, municipality_id=home.id or 0, cause=cause)
        added = Template(municipality_id=home.id or 0, writing_id=writing.id or 0, name=name)
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
        ChangeKind.SETTINGS_EDITED,
        municipality_id=template.municipality_id,
        after={"template": template.id, "deed": deed},
    )
