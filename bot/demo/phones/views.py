"""What a template needs to know of a phone and its messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.demo.botapi import Message
from bot.demo.phones import rich, words
from bot.demo.phones.stage import Person

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SHOWN = 200  # messages on the screen; a longer chat scrolls no further back
KILOBYTE = 1024
START = "/start"


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on the screen: `side` is "in" from the bot or "out" from the person.

    `quote` is the message that it answers, in a line.
    """

    message: Message
    side: str
    time: str
    day: str
    quote: str
    html: Markup
    lang: str
    read: bool
    first_of_day: bool

    @property
    def size(self) -> str:
        """The size of the file, for people."""
        size = self.message.file.size if self.message.file else 0
        if size >= KILOBYTE**2:
            return f"{size / KILOBYTE**2:.1f} MB"
        return f"{size / KILOBYTE:.1f} KB" if size >= KILOBYTE else f"{size} B"

    @property
    def kind(self) -> str:
        """What the name of a file ends in: "PDF", at most four letters."""
        name = self.message.file.name if self.message.file else ""
        return name.rpartition(".")[2][:4].upper() if "." in name else ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One phone as the template shows it; `says` are the words of the chat program in `lang`.

    `payload` is what START sends, where there is a START; `answers` what the next message answers.
    """

    person: Person
    bubbles: list[Bubble]
    lang: str
    says: dict[str, str]
    description: str
    payload: str | None
    answers: str


def screen(person: Person, *, scanned: str = "") -> Screen:
    """Look at a phone; a link that was `scanned` just now goes before the person's invitation."""
    lang, says = words.of(person.lang)
    descriptions = person.phone.telegram.profile.descriptions
    description = descriptions.get(lang) or descriptions.get("", "")
    return Screen(
        person,
        list(_bubbles(person, says)),
        lang,
        says,
        description,
        _payload(person, scanned),
        _gist(person.answered, says),
    )


def _payload(person: Person, scanned: str) -> str | None:
    """Return what START sends; None while the chat is under way and has no START."""
    if scanned:
        return scanned
    if not person.phone.started:
        return person.invitation
    return "" if person.phone.blocked else None


def _gist(message: Message | None, says: dict[str, str]) -> str:
    """Return a message in a line, as it is quoted; empty for none."""
    if message is None:
        return ""
    kind = message.file.kind if message.file else ""
    return _shown(message) or says.get(kind) or (message.venue.title if message.venue else "")


def _shown(message: Message) -> str:
    """Return the text of a bubble: Telegram keeps the payload of a deep link to itself."""
    is_deep_link = not message.from_bot and message.text.startswith(f"{START} ")
    return START if is_deep_link else message.text


def _bubbles(person: Person, says: dict[str, str]) -> Iterator[Bubble]:
    unread = person.phone.telegram.unread()
    before: date | None = None
    for message in person.phone.screen[-SHOWN:]:
        at = message.date.astimezone(COPENHAGEN)
        yield Bubble(
            message=message,
            side="in" if message.from_bot else "out",
            time=f"{at:%H:%M}",
            day=f"{at:%d/%m/%Y}",
            quote=_gist(message.reply_to, says),
            html=rich.render(_shown(message), message.entities, person.phone.user_id),
            lang=rich.language(message.text, person.lang),
            read=message.message_id not in unread,
            first_of_day=at.date() != before,
        )
        before = at.date()
