"""What the bot says of itself to everybody: never who uses it, or for what."""

from dataclasses import dataclass

from bot.texts import icons, menu
from bot.texts.languages import NAMES
from bot.texts.say import Voice, isolate
from storage.vocabulary import Language

TELLING = frozenset({"outcome", "placements"})
"""Commands whose words say who uses this, and for what: they are not shown to strangers."""


@dataclass(frozen=True)
class Introduction:
    """The bot's own page in plain text: `commands` are pairs of a command and what it does.

    `short` stands beside the bot's name (at most 120 signs), `long` in a chat that has not
    begun (at most 512).
    """

    commands: tuple[tuple[str, str], ...]
    short: str
    long: str


def in_language(language: Language) -> Introduction:
    """Return the introduction for those whose Telegram is in this language."""
    voice = Voice(language)
    return Introduction(_commands(voice), _what_for(voice), _long(voice))


def for_everybody() -> Introduction:
    """Return the introduction for all others.

    Telegram has no Tigrinya, so its readers have it in a language that says nothing of theirs:
    what stands where a chat begins is said in all languages.
    """
    english = Voice(Language.ENGLISH)
    in_all = "\n\n".join(isolate(_long(Voice(language))) for language in NAMES)
    return Introduction(_commands(english), _what_for(english), in_all)


def _commands(voice: Voice) -> tuple[tuple[str, str], ...]:
    stop = f"{icons.STOP} {voice.label('Stop the messages')}"
    described = [
        (item.command, item.shown) for item in menu.items(voice) if item.command not in TELLING
    ]
    return (*described, ("stop", stop))


def _what_for(voice: Voice) -> str:
    return voice.label("Here you see when and where.")


def _long(voice: Voice) -> str:
    return f"{_what_for(voice)} {voice.label('You need an invitation to use this chat.')}"
