"""Keep the sentence that a cause adds to what it tells people: once, with what it changes."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session as Db

from bot.actions import wording
from bot.actions.changes import Cause
from bot.rules.sentences import Sentence, field_of
from storage import writings
from storage.vocabulary import Language
from storage.writings import Translation, Writing

KEPT = "sentences"
"""Where an open transaction remembers what it has kept, by municipality."""


def of(db: Db, cause: Cause, municipality_id: int) -> dict[str, Any]:
    """Return the fields of a notice that says what the cause adds; none when it adds nothing.

    Raises CprNotAllowed and WordNotAllowed, whose `field` is `say_` and the language.
    """
    adds = cause.adds
    if adds is None:
        return {}
    kept = db.info.setdefault(KEPT, {})
    if municipality_id not in kept:
        kept[municipality_id] = _keep(db, adds, municipality_id, cause)
    without = sorted(one.value for one in adds.without)
    return {"writing_id": kept[municipality_id], "without": without}


def _keep(db: Db, adds: Sentence, municipality_id: int, cause: Cause) -> int:
    wording.check(db, municipality_id, {field_of(one): text for one, text in adds.texts.items()})
    writing = Writing(municipality_id=municipality_id, created_at=cause.now)
    db.add(writing)
    db.flush()
    number = writing.id or 0
    db.add_all(_translations(number, adds.texts, municipality_id, cause))
    db.flush()
    return number


def _translations(
    writing_id: int, texts: Mapping[Language, str], municipality_id: int, cause: Cause
) -> list[Translation]:
    """Return a row for each language: who writes them side by side has looked at them all."""
    danish = writings.digest(texts[Language.DANISH], ())
    return [
        Translation(
            municipality_id=municipality_id,
            writing_id=writing_id,
            language=language,
            text=text,
            source_digest=None if language is Language.DANISH else danish,
            reviewed_at=cause.now,
            reviewed_by=cause.caller.staff_id,
        )
        for language, text in texts.items()
    ]
