"""What is kept beside rows: a picture that Selam has sent, a voice and a question of Randers'."""

from storage import files
from storage.clips import Clip
from storage.database import Database
from storage.messages import Attachment, Message
from storage.statuses import PulseQuestion
from storage.vocabulary import Language, MediaKind, MediaState
from tests.support.founding import NOW, Town


def found(database: Database, town: Town) -> dict[str, object]:
    """Return the number of the picture, the number of the voice, the key of the question."""
    with database.transaction() as db:
        message = Message(municipality_id=1, participant_id=town.people["Selam"], written_at=NOW)
        db.add(message)
        db.flush()
        picture = Attachment(
            municipality_id=1,
            message_id=message.id or 0,
            kind=MediaKind.PHOTO,
            state=MediaState.STORED,
            telegram_file="a name of Telegram's",
            due_at=NOW,
            file_id=files.keep(db, 1, b"\xff\xd8\xff of Selam", "image/jpeg"),
        )
        voice = Clip(
            municipality_id=1,
            kind="reminder",
            language=Language.TIGRINYA,
            file_id=files.keep(db, 1, b"OggS of Mette", "audio/ogg"),
            uploaded_at=NOW,
        )
        question = PulseQuestion(
            municipality_id=1,
            key="own1",
            position=1,
            text_da="Er du glad?",
            text_en="Are you happy?",
            text_ar="هل أنت سعيد؟",
            text_ti="ሕጉስ ዲኹም?",
        )
        db.add_all([picture, voice, question])
        db.flush()
        return {"attachment": picture.id or 0, "clip": voice.id or 0, "key": question.key}
