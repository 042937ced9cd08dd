"""Work at a company as it is shown: the trade, where, on which days, from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from markupsafe import Markup

from bot.rules.placements import in_a_row
from bot.rules.time import at
from bot.texts import icons, sessions, when
from bot.texts.say import Voice, bold, isolate, lines, shorten
from storage.vocabulary import Language

LEVELS = 3


@dataclass(frozen=True)
class Work:
    """What a slot and a placement have in common; `weekdays` are digits, 0 for Monday."""

    trades: dict[Language, str]
    company: str
    address: str
    weekdays: str
    starts: time
    ends: time
    from_on: date
    until_on: date

    def trade(self, language: Language) -> str:
        """Return the trade in this language, else the Danish one, which is always there."""
        return self.trades.get(language) or self.trades[Language.DANISH]


def heading(voice: Voice, work: Work, beside: Markup | None = None) -> Markup:
    """Return the trade, and what stands beside it."""
    trade = isolate(bold(shorten(work.trade(voice.language), sessions.TITLE)))
    if beside is None:
        return voice.line(icons.PLACEMENT, trade)
    return voice.line(icons.PLACEMENT, Markup("{} · {}").format(trade, beside))


def card(voice: Voice, work: Work) -> Markup:
    """Return the company, its address, the dates, the weekdays and the hours."""
    hours = Markup("{} {}").format(
        isolate(weekdays(work.weekdays, voice.language)),
        isolate(f"{work.starts:%H:%M}–{work.ends:%H:%M}"),
    )
    return lines(
        voice.line(icons.COMPANY, shorten(work.company, sessions.PLACE)),
        voice.line(icons.ADDRESS, shorten(work.address, sessions.ADDRESS))
        if work.address
        else None,
        voice.line(icons.SCHEDULE, dates(voice, work)),
        voice.line(icons.clock_face(at(work.from_on, work.starts)), hours),
    )


def dates(voice: Voice, work: Work) -> Markup:
    """Return from which day to which, with the year: it may be another one."""
    return voice.say(
        "From {first} to {last}",
        first=when.date_in_digits(work.from_on),
        last=when.date_in_digits(work.until_on),
    )


def weekdays(digits: str, language: Language) -> str:
    """Return "Monday–Friday", or "Monday · Wednesday"."""
    return " · ".join(_stretch(days, language) for days in in_a_row(digits))


def name(voice: Voice, work: Work) -> str:
    """Return trade and company on one line."""
    return shorten(f"{work.trade(voice.language)} · {work.company}", sessions.TITLE)


def level(voice: Voice, number: int) -> Markup:
    """Return how much Danish is needed."""
    words = (
        voice.say("You do not need Danish."),
        voice.say("A little Danish is enough."),
        voice.say("You understand everyday Danish."),
        voice.say("You speak Danish well."),
    )
    return voice.line(icons.DANISH, words[min(max(number, 0), LEVELS)])


def _stretch(days: Sequence[int], language: Language) -> str:
    names = [when.weekday(day, language) for day in (days[0], days[-1])]
    return names[0] if len(days) == 1 else "–".join(names)
