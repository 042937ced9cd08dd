"""What can be shown on a phone."""

from dataclasses import dataclass

from markupsafe import Markup

from storage.vocabulary import Language


@dataclass(frozen=True)
class Button:
    """A button under a message: `data` (at most 64 bytes) comes back when it is tapped."""

    label: str
    data: str


Buttons = tuple[tuple[Button, ...], ...]
"""Buttons row by row."""


def button(icon: str, words: str, data: str) -> Button:
    """Return a button with an icon and its words."""
    return Button(f"{icon} {words}", data)


@dataclass(frozen=True)
class Text:
    """A message in Telegram's HTML, its buttons row by row, and the menu below the chat.

    `edits` is the number of the message that it replaces, if any. `menu` None leaves the
    menu as it is, an empty one takes it away.
    """

    html: Markup
    buttons: Buttons = ()
    menu: tuple[tuple[str, ...], ...] | None = None
    edits: int | None = None


@dataclass(frozen=True)
class Venue:
    """A place on the map; degrees north and east."""

    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True)
class Toast:
    """The answer to a tap, seen for a moment; `tap` is Telegram's id of it."""

    tap: str
    text: str = ""


@dataclass(frozen=True)
class Document:
    """A file to keep; `caption` in Telegram's HTML."""

    name: str
    content: bytes
    caption: Markup | None = None


@dataclass(frozen=True)
class Spoken:
    """A voice note in OGG with Opus."""

    content: bytes
    caption: Markup | None = None


@dataclass(frozen=True)
class Picture:
    """A picture: JPEG, PNG or WebP."""

    content: bytes
    caption: Markup | None = None


@dataclass(frozen=True)
class Speech:
    """Words to be spoken by a machine; `instead` is said when it cannot."""

    words: str
    language: Language
    instead: Text


@dataclass(frozen=True)
class Removed:
    """One of our messages that is to be taken away from the phone."""

    message_id: int


Message = Text | Venue | Toast | Document | Spoken | Picture | Removed | Speech
