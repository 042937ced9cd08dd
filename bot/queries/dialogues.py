"""What is awaited in a chat."""

from dataclasses import dataclass

from storage import chats, dialogues
from storage.database import Database
from storage.vocabulary import DialogueKind


@dataclass(frozen=True)
class Awaited:
    """The step that a dialogue has come to."""

    kind: DialogueKind
    step: str


def awaited(database: Database, bot: str, telegram_id: int) -> Awaited | None:
    """Return what the chat is in the middle of, if anything."""
    with database.reading() as db:
        chat = chats.by_telegram(db, bot, telegram_id)
        dialogue = dialogues.of_chat(db, chat.id or 0) if chat else None
    return Awaited(dialogue.kind, dialogue.step) if dialogue else None
