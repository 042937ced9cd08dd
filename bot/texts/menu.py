"""The menu: an icon and a word each; what has no key below the chat stands behind "More"."""

from dataclasses import dataclass
from functools import cache

from bot.texts import icons
from bot.texts.languages import NAMES
from bot.texts.pages import MOST
from bot.texts.say import Voice
from storage.vocabulary import Language

Keys = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Item:
    """One thing that can be done: the command for it, its icon and its word."""

    command: str
    icon: str
    word: str

    @property
    def shown(self) -> str:
        """What stands on its key."""
        return f"{self.icon} {self.word}"


def items(voice: Voice) -> tuple[Item, ...]:
    """Return everything that can be done, the most important first."""
    return (
        Item("schedule", icons.SCHEDULE, voice.label("Schedule")),
        Item("absence", icons.ABSENCE, voice.label("Absence")),
        Item("message", icons.MESSAGE, voice.label("Message")),
        Item("checkin", icons.CHECK_IN, voice.label("How it goes")),
        Item("placements", icons.PLACEMENT, voice.label("Placements")),
        Item("outcome", icons.FOUND, voice.label("I found a job")),
        Item("privacy", icons.MY_DATA, voice.label("My data")),
        Item("language", icons.LANGUAGE, voice.label("Language")),
        Item("help", icons.HELP, voice.label("Help")),
    )


def more(voice: Voice) -> Item:
    """Return the key that leads to what has no key of its own."""
    return Item("more", icons.MORE, voice.label("More"))


def who(voice: Voice) -> Item:
    """Return the key with which those who share a phone take turns."""
    return Item("who", icons.PEOPLE, voice.label("Who is it?"))


def rows(voice: Voice) -> Keys:
    """Return the menu as it is shown, two by two."""
    first, second, third, fourth = (item.shown for item in _keys(voice))
    return (first, second), (third, fourth)


def behind(voice: Voice) -> tuple[Item, ...]:
    """Return what stands behind "More"."""
    keys = _keys(voice)
    return tuple(item for item in items(voice) if item not in keys)


def key_commands() -> tuple[str, ...]:
    """Return the commands of the keys below the chat, in their order."""
    return tuple(item.command for item in _keys(Voice(Language.ENGLISH)))


@cache
def commands() -> dict[str, str]:
    """Return the commands by the words, in every language, that stand for them."""
    return {
        text.casefold(): item.command
        for language in NAMES
        for item in (*items(Voice(language)), more(Voice(language)), who(Voice(language)))
        for text in (item.word, item.shown, item.icon)
    }


def _keys(voice: Voice) -> tuple[Item, ...]:
    everything = items(voice)
    if len(everything) <= MOST:
        return everything
    return (*everything[: MOST - 1], more(voice))
