"""What was sent with a message goes when the message goes, unless somebody else needs the bytes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from time import sleep

import pytest
from sqlmodel import Session as Db, select

from storage import dossier, files, messages
from storage.clips import Clip
from storage.database import Database
from storage.files import File
from storage.messages import Attachment, Message
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import Language, MediaKind, MediaState

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)


def sent(db: Db) -> Attachment:
    """Return a voice note of Selam's."""
    home = Municipality(name="Randers")
    db.add(home)
    db.flush()
    town = home.id or 0
    selam = Participant(
        municipality_id=town, reference="R-1", name="Selam", language=Language.TIGRINYA
    )
    db.add(selam)
    db.flush()
    message = Message(municipality_id=town, participant_id=selam.id or 0, written_at=NOON)
    db.add(message)
    db.flush()
    found = Attachment(
        municipality_id=town,
        message_id=message.id or 0,
        kind=MediaKind.VOICE,
        telegram_file="a",
        due_at=NOON,
        state=MediaState.WANTED,
    )
    db.add(found)
    db.flush()
    return found


def stored(db: Db, voice: Attachment) -> int:
    """Keep the bytes of a voice note."""
    voice.file_id = files.keep(db, voice.municipality_id, b"OggS", "audio/ogg")
    voice.state = MediaState.STORED
    db.flush()
    return voice.file_id


def test_a_recorded_voice_outlives_a_message_with_the_same_bytes(database: Database) -> None:
    with database.transaction() as db:
        voice = sent(db)
        file_id = stored(db, voice)
        clip = Clip(
            municipality_id=voice.municipality_id,
            kind="help",
            language=Language.TIGRINYA,
            file_id=file_id,
            uploaded_at=NOON,
        )
        db.add(clip)
        db.flush()
        assert messages.let_go_of_files(db, voice.message_id) == [file_id]
        files.drop(db, [file_id])
        assert db.get(File, file_id) is not None
        db.delete(clip)
        files.drop(db, [file_id])
        db.flush()
        assert db.get(File, file_id) is None
        assert voice.state is MediaState.REMOVED


@pytest.mark.parametrize("how", ["removed", "erased"])
def test_what_is_stored_at_the_moment_of_its_removal_is_dropped(
    database: Database, how: str
) -> None:
    with database.transaction() as db:
        voice = sent(db)
    held = Event()

    def fetch() -> None:
        with database.transaction() as db:
            stored(db, db.get_one(Attachment, voice.id, with_for_update=True))
            held.set()
            sleep(0.3)  # for the removal to come upon the row

    with ThreadPoolExecutor() as pool:
        fetching = pool.submit(fetch)
        held.wait(10)
        with database.transaction() as db:
            if how == "erased":
                dossier.erase(db, db.get_one(Message, voice.message_id).participant_id)
            files.drop(db, messages.let_go_of_files(db, voice.message_id))
        fetching.result()
    with database.reading() as db:
        assert list(db.exec(select(File))) == []
