"""Messages as the server keeps them and as Telegram sends them.

Source: https://core.telegram.org/bots/api#message
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.demo.botapi import entities as parts
from bot.demo.botapi.entities import Entity
from bot.demo.botapi.files import StoredFile
from bot.demo.botapi.keyboards import Button


@dataclass(frozen=True, slots=True)
class Venue:
    """A place: degrees north and east, its name and its street address."""

    latitude: float
    longitude: float
    title: str
    address: str

    def wire(self) -> dict[str, object]:
        """Shape the place as Telegram sends it."""
        return {"location": self.location(), "title": self.title, "address": self.address}

    def location(self) -> dict[str, float]:
        """Shape the point alone."""
        return {"latitude": self.latitude, "longitude": self.longitude}


@dataclass(slots=True)
class Message:
    """One message in a private chat; `text` is the caption where there is a file."""

    message_id: int
    chat_id: int
    from_bot: bool
    date: datetime
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    buttons: tuple[tuple[Button, ...], ...] = ()
    venue: Venue | None = None
    file: StoredFile | None = None
    reply_to: Message | None = None
    silent: bool = False
    protected: bool = False
    edited_at: datetime | None = None
    deleted: bool = False

    @property
    def html(self) -> str:
        """Tell the text with its parts as Telegram's HTML."""
        return parts.to_html(self.text, self.entities)

    @property
    def edited(self) -> bool:
        """Tell whether people see the mark "edited"."""
        return self.edited_at is not None

    @property
    def document(self) -> StoredFile | None:
        """Tell the file if it was sent as a document."""
        return self.file if self.file and self.file.kind == "document" else None

    @property
    def photo(self) -> StoredFile | None:
        """Tell the file if it was sent as a photo."""
        return self.file if self.file and self.file.kind == "photo" else None

    @property
    def labels(self) -> list[list[str]]:
        """Tell what the buttons say, row by row."""
        return [[button.label for button in row] for row in self.buttons]


def wire(
    message: Message, *, sender: dict[str, object], chat: dict[str, object]
) -> dict[str, object]:
    """Shape a message as Telegram sends it."""
    shape: dict[str, object] = {
        "message_id": message.message_id,
        "from": sender,
        "chat": chat,
        "date": int(message.date.timestamp()),
    }
    if message.edited_at:
        shape["edit_date"] = int(message.edited_at.timestamp())
    if message.protected:
        shape["has_protected_content"] = True
    shape |= _body(message)
    if message.buttons:
        shape["reply_markup"] = {
            "inline_keyboard": [[button.wire() for button in row] for row in message.buttons]
        }
    return shape


def _body(message: Message) -> dict[str, object]:
    shape: dict[str, object] = {}
    if message.venue:
        shape |= {"venue": message.venue.wire(), "location": message.venue.location()}
    text, marks = ("caption", "caption_entities") if message.file else ("text", "entities")
    if message.file:
        shape |= message.file.wire_in_message()
    if message.text:
        shape[text] = message.text
    if message.entities:
        shape[marks] = [entity.wire() for entity in message.entities]
    return shape
