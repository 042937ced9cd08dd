"""The daily list as a letter: numbers and links, and nobody's name, for it leaves the house."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.texts import when
from bot.texts.say import Voice, plain
from bot.texts.staff.daily import Daily, Numbers, Topic, counted

TODAY, MINE, MY_PAGE = "/", "/?tasks=mine#todos", "/me"
PLACES = {
    Topic.ABSENCES: "/#absences",
    Topic.SILENT: "/people?unheard=silent",
    Topic.CHECK_INS: "/people?unheard=check_in",
}
"""Pages of the console: where what is counted is found, if not among what waits."""

OF_PEOPLE = frozenset({Topic.SILENT, Topic.CHECK_INS})
"""What only those have a page for who may see people."""


@dataclass(frozen=True)
class Link:
    """Words, and the page of the console that they lead to, if there is one."""

    words: str
    page: str | None


@dataclass(frozen=True)
class Part:
    """Some lines under a heading."""

    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Letter:
    """What is written to a member of staff: plain words, without a name of anybody."""

    language: str
    subject: str
    greeting: str
    parts: tuple[Part, ...]
    closing: str
    choose: Link


def letter(voice: Voice, found: Daily, on: date) -> Letter:
    """Return the list of a day as a letter; the subject says no more than the day."""
    day = when.day(on, voice.language)
    parts = [
        _part(voice, voice.say("Your own people"), found.mine, PLACES | _rest(MINE)),
        _part(voice, _heading(voice, found), found.others, _places(found)),
    ]
    written = tuple(part for part in parts if part.links)
    nothing = None if written else voice.say("Nothing needs you now.")
    return Letter(
        language=voice.language.value,
        subject=_words(voice.say("Brobygger: the list of {day}", day=day)),
        greeting=_words(
            nothing or voice.say("Good morning. This is what waits on {day}.", day=day)
        ),
        parts=written,
        closing=_words(voice.say("Names stand in the console only.")),
        choose=Link(_words(voice.say("Choose how this list comes, or that it does not.")), MY_PAGE),
    )


def _heading(voice: Voice, found: Daily) -> Markup:
    return voice.say("Everybody") if found.counts_only else voice.say("With colleagues")


def _places(found: Daily) -> Mapping[Topic, str | None]:
    """Return where what others have is found; who sees counts only has no page of people."""
    hidden = dict.fromkeys(OF_PEOPLE) if found.counts_only else {}
    return PLACES | _rest(TODAY) | hidden


def _rest(page: str) -> dict[Topic, str]:
    return {topic: page for topic in Topic if topic not in PLACES}


def _part(
    voice: Voice, heading: Markup, numbers: Numbers, places: Mapping[Topic, str | None]
) -> Part:
    links = (
        Link(_words(counted(voice, topic, number)), places[topic])
        for topic, number in numbers.items()
    )
    return Part(_words(heading), tuple(links))


def _words(said: Markup) -> str:
    """Return what was said as plain words: a letter needs neither escapes nor isolates."""
    return plain(said.unescape())
