"""Enclosures: a picture, a PDF or a voice note that goes with words."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.texts.message import Buttons, Document, Media, Picture, Spoken
from storage.vocabulary import EnclosureKind

KINDS: dict[type[Media], EnclosureKind] = {
    Document: EnclosureKind.PDF,
    Picture: EnclosureKind.PICTURE,
    Spoken: EnclosureKind.VOICE,
}


def name_of(file: Media) -> str:
    """Return the name under which people see a file, empty when it has none."""
    return file.name if isinstance(file, Document) else ""


@dataclass(frozen=True)
class Stored:
    """A file of ours by its number; once Telegram knows it as `remote` its bytes are not needed."""

    kind: EnclosureKind
    number: int
    content: bytes
    name: str = ""
    remote: str | None = None

    def message(self, caption: Markup | None = None, buttons: Buttons = ()) -> Media:
        """Return the file as it is sent, with the words and the buttons below it."""
        content, number, remote = self.content, self.number, self.remote
        match self.kind:
            case EnclosureKind.PICTURE:
                return Picture(content, caption, buttons, file=number, remote=remote)
            case EnclosureKind.VOICE:
                return Spoken(content, caption, buttons, file=number, remote=remote)
            case EnclosureKind.PDF:
                return Document(self.name, content, caption, buttons, file=number, remote=remote)
