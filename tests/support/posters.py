"""A poster: a notice that comes with a file, for tests of the road that files take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from markupsafe import Markup
from sqlmodel import Session as Db

from bot.actions.notices import Timing, row_to_person
from bot.queries import about, enclosures
from bot.texts import registry
from bot.texts.enclosures import Stored
from bot.texts.facts import Facts
from bot.texts.message import Button, Message
from bot.texts.notices import Notice
from bot.texts.say import Voice
from storage import files, outbox
from storage.database import Database
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import EnclosureKind, Priority
from tests.support.media import JPEG
from tests.support.voices import voice_note

WORDS = "Open house on Thursday"
LATER = "Open house on Friday"
SEEN = "seen:7"
CONTENTS = {
    EnclosureKind.PICTURE: (JPEG, "image/jpeg"),
    EnclosureKind.PDF: (b"%PDF-1.7 of Mette", "application/pdf"),
    EnclosureKind.VOICE: (voice_note(), "audio/ogg"),
}


@dataclass(frozen=True)
class Poster(Notice):
    """A file with words and a button below it; `file_id` 0 says that it is withdrawn."""

    kind = "poster"
    encloses = True
    file_id: int
    enclosed: str

    def say(self, voice: Voice, facts: Facts) -> Message | None:
        """Return the file, while it is there."""
        if not isinstance(facts.about, Stored):
            return None
        return facts.about.message(Markup("<b>{}</b>").format(facts.about.name), ((SEEN_BUTTON,),))


SEEN_BUTTON = Button("👍 Seen", SEEN)


def put_up(patch: pytest.MonkeyPatch) -> list[str]:
    """Let posters be said; what they say last is what stands in the list."""
    words = [WORDS]

    def load(db: Db, notice: Notice, person: Participant, _now: datetime) -> Stored | None:
        bot = db.get_one(Municipality, person.municipality_id).bot
        poster = Poster.read(notice.params())
        kind = EnclosureKind(poster.enclosed)
        return enclosures.load(db, bot, poster.file_id, kind, name=words[-1]) if words else None

    patch.setitem(registry._BY_KIND, Poster.kind, Poster)
    patch.setitem(about.LOADERS, Poster.kind, load)
    return words


def owe(
    database: Database,
    people: Iterable[int],
    kind: EnclosureKind = EnclosureKind.PICTURE,
    *,
    now: datetime,
    mark: str = "",
) -> int:
    """Owe a poster to everybody; return the number of its file."""
    content, media_type = CONTENTS[kind]
    timing = Timing(now, now + timedelta(days=1), Priority.BROADCAST)
    with database.transaction() as db:
        file_id = files.keep(db, 1, content, media_type)
        poster = Poster(file_id, kind.value)
        home = db.get_one(Municipality, 1)
        rows = [
            row_to_person(
                db.get_one(Participant, number),
                home,
                poster,
                key=f"poster:{mark}:{number}",
                timing=timing,
                now=now,
            )
            for number in people
        ]
        outbox.put(db, rows)
        return file_id
