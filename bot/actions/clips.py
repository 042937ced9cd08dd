"""Set up what can be listened to: recorded voices, and whether a machine may speak."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes
from bot.actions.changes import Cause
from bot.rules import clips as rules
from bot.rules.refusals import NotThere
from bot.texts import registry
from storage import clips, files
from storage.clips import Clip
from storage.database import Database
from storage.municipalities import Municipality
from storage.vocabulary import ChangeKind, Language


def record(
    database: Database, kind: str, language: Language, content: bytes, *, cause: Cause
) -> None:
    """Let a kind of notice be heard so, in the place of what was recorded before.

    Raises NotThere, and what `rules.clips.check` raises for a file that is no voice note.
    """
    rules.check(content)
    if kind not in registry.recordable():
        raise NotThere
    with database.transaction() as db:
        home = access.municipality(db, cause.caller)
        if changes.is_done(db, cause):
            return
        clip = clips.of_kind(db, home.id or 0, kind, language)
        before = clip.file_id if clip else None
        file_id = files.keep(db, home.id or 0, content, rules.MEDIA_TYPE)
        clip = clip or Clip(
            municipality_id=home.id or 0,
            kind=kind,
            language=language,
            file_id=file_id,
            uploaded_at=cause.now,
        )
        clip.file_id, clip.uploaded_at, clip.uploaded_by = file_id, cause.now, cause.caller.staff_id
        db.add(clip)
        if before not in {None, file_id}:
            files.drop(db, [before or 0])
        _record(db, home, cause, {"recorded": kind, "language": language})


def remove(database: Database, clip_id: int, *, cause: Cause) -> None:
    """Take a recorded voice away; raises NotThere."""
    with database.transaction() as db:
        home = access.municipality(db, cause.caller)
        clip = db.get(Clip, clip_id)
        if changes.is_done(db, cause):
            return
        if clip is None or clip.municipality_id != home.id:
            raise NotThere
        db.delete(clip)
        files.drop(db, [clip.file_id])
        _record(db, home, cause, {"removed": clip.kind, "language": clip.language})


def let_speak(database: Database, *, speech: bool, cause: Cause) -> None:
    """Let a machine speak, or not, where nobody has; raises NotThere."""
    with database.transaction() as db:
        home = access.municipality(db, cause.caller)
        if changes.is_done(db, cause) or home.speech is speech:
            return
        home.speech = speech
        _record(db, home, cause, {"speech": speech})


def _record(db: Db, home: Municipality, cause: Cause, after: Mapping[str, Any]) -> None:
    changes.record(db, cause, ChangeKind.SETTINGS_EDITED, municipality_id=home.id, after=after)
