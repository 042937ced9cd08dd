"""The menu below the chat: an icon and a word each."""

from functools import cache

from bot.texts import icons
from bot.texts.languages import NAMES
from bot.texts.say import Voice


def rows(voice: Voice) -> tuple[tuple[str, ...], ...]:
    """Return the menu as it is shown, two by two."""
    schedule, language, my_data, help_ = (f"{icon} {word}" for icon, word in items(voice))
    return (schedule, language), (my_data, help_)


@cache
def commands() -> dict[str, str]:
    """Return the commands by the words, in every language, that stand for them."""
    return {
        text.casefold(): command
        for language in NAMES
        for command, (icon, word) in zip(COMMANDS, items(Voice(language)), strict=True)
        for text in (word, f"{icon} {word}", icon)
    }


COMMANDS = ("schedule", "language", "privacy", "help")


def items(voice: Voice) -> tuple[tuple[str, str], ...]:
    """Return icon and word of each, in the order of COMMANDS."""
    return (
        (icons.SCHEDULE, voice.label("Schedule")),
        (icons.LANGUAGE, voice.label("Language")),
        (icons.MY_DATA, voice.label("My data")),
        (icons.HELP, voice.label("Help")),
    )
