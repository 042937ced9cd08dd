"""Recorded voices: what there is to listen to."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db

from bot import speech
from bot.actions import access
from bot.actions.access import Caller
from bot.queries import enclosures
from bot.rules.refusals import NotThere
from bot.texts.enclosures import Stored
from storage import clips
from storage.clips import Clip
from storage.database import Database
from storage.files import File
from storage.municipalities import Municipality
from storage.vocabulary import EnclosureKind, Language


@dataclass(frozen=True)
class Recorded:
    """A recorded voice for a kind of notice in one language."""

    id: int
    kind: str
    language: Language
    uploaded_at: datetime


@dataclass(frozen=True)
class Voices:
    """What can be listened to: recorded, or by a machine if it may and can.

    `spoken` are the languages that the machine of this installation speaks, none without it.
    """

    recorded: tuple[Recorded, ...]
    speech: bool
    spoken: tuple[Language, ...]


def voices(database: Database, caller: Caller) -> Voices:
    """Return what the caller's municipality lets people listen to; raises NotThere."""
    with database.reading() as db:
        home = access.municipality(db, caller)
        found = clips.of_municipality(db, home.id or 0)
        return Voices(
            recorded=tuple(
                Recorded(one.id or 0, one.kind, one.language, one.uploaded_at) for one in found
            ),
            speech=home.speech,
            spoken=tuple(one for one in Language if speech.is_possible(one.value)),
        )


def content(database: Database, caller: Caller, clip_id: int) -> bytes:
    """Return the bytes of a recorded voice; raises NotThere."""
    with database.reading() as db:
        home = access.municipality(db, caller)
        clip = db.get(Clip, clip_id)
        if clip is None or clip.municipality_id != home.id:
            raise NotThere
        return db.get_one(File, clip.file_id).content


def recording(db: Db, home: Municipality, kind: str, language: Language) -> Stored | None:
    """Return the municipality's recorded voice for a kind of notice, OGG with Opus, if any."""
    clip = clips.of_kind(db, home.id or 0, kind, language)
    return enclosures.load(db, home.bot, clip.file_id, EnclosureKind.VOICE) if clip else None


def is_recorded(db: Db, home: Municipality, kind: str, language: Language) -> bool:
    """Tell whether somebody has said a notice of this kind."""
    return clips.of_kind(db, home.id or 0, kind, language) is not None


def may_speak(home: Municipality, language: Language) -> bool:
    """Tell whether a machine may speak this language, and can."""
    return home.speech and speech.is_possible(language.value)
