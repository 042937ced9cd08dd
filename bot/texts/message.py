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


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """A file that can be kept at Telegram, so that it is uploaded once.

    `edits` is the number of the message whose caption and buttons it replaces: the file itself
    is not sent then. `file` is our number of it, and `remote` the name by which Telegram knows it
    to this bot already: then nothing is uploaded, and the content may be empty.
    """

    edits: int | None = None
    file: int | None = None
    remote: str | None = None


@dataclass(frozen=True)
class Document(_Kept):
    """A file to keep; `caption` in Telegram's HTML."""

    name: str
    content: bytes
    caption: Markup | None = None
    buttons: Buttons = ()


@dataclass(frozen=True)
class Spoken(_Kept):
    """A voice note in OGG with Opus."""

    content: bytes
    caption: Markup | None = None
    buttons: Buttons = ()


@dataclass(frozen=True)
class Picture(_Kept):
    """A picture: JPEG, PNG or WebP."""

    content: bytes
    caption: Markup | None = None
    buttons: Buttons = ()


Media = Document | Spoken | Picture


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


Message = Text | Venue | Toast | Media | Removed | Speech


def words(said: Message) -> Text | None:
    """Return what a message says without its file; None of what has neither words nor a file."""
    if isinstance(said, Media):
        return Text(said.caption or Markup(), said.buttons, edits=said.edits)
    return said if isinstance(said, Text) else None
