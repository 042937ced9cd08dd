"""What is awaited in a chat."""

from storage import chats, dialogues
from storage.database import Database
from storage.vocabulary import DialogueKind


def awaited(database: Database, bot: str, telegram_id: int) -> DialogueKind | None:
    """Return what the chat is in the middle of, if anything."""
    with database.reading() as db:
        chat = chats.by_telegram(db, bot, telegram_id)
        dialogue = dialogues.of_chat(db, chat.id or 0) if chat else None
    return dialogue.kind if dialogue else None
