"""What was sent with a message goes when the message goes, unless somebody else needs the bytes."""

from datetime import UTC, datetime

from storage import files, messages
from storage.clips import Clip
from storage.database import Database
from storage.files import File
from storage.messages import Attachment, Message
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import Language, MediaKind, MediaState

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)


def test_a_recorded_voice_outlives_a_message_with_the_same_bytes(database: Database) -> None:
    with database.transaction() as db:
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
        file_id = files.keep(db, town, b"OggS", "audio/ogg")
        sent = Attachment(
            municipality_id=town,
            message_id=message.id or 0,
            kind=MediaKind.VOICE,
            state=MediaState.STORED,
            telegram_file="a",
            due_at=NOON,
            file_id=file_id,
        )
        clip = Clip(
            municipality_id=town,
            kind="help",
            language=Language.TIGRINYA,
            file_id=file_id,
            uploaded_at=NOON,
        )
        db.add_all([sent, clip])
        db.flush()
        assert messages.let_go_of_files(db, message.id or 0) == [file_id]
        files.drop(db, [file_id])
        assert db.get(File, file_id) is not None
        db.delete(clip)
        files.drop(db, [file_id])
        db.flush()
        assert db.get(File, file_id) is None
        assert sent.state is MediaState.REMOVED
