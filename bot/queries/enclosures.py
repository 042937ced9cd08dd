"""Our own files as they can be sent: by Telegram's name for them, else with their bytes."""

from sqlmodel import Session as Db

from bot.texts.enclosures import Stored
from storage import telegram_files
from storage.files import File
from storage.telegram_files import AsSent
from storage.vocabulary import EnclosureKind


def load(db: Db, bot: str, file_id: int, kind: EnclosureKind, *, name: str = "") -> Stored | None:
    """Return a file as `bot` can send it, None when it is gone; `name` is what a PDF is called."""
    shown = name if kind is EnclosureKind.PDF else ""
    remote = telegram_files.known(db, AsSent(file_id, bot, kind, shown))
    if remote is not None:
        return Stored(kind, file_id, b"", name, remote)
    file = db.get(File, file_id)
    return Stored(kind, file_id, file.content, name) if file else None
