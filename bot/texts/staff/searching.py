"""By what somebody was found, in Danish or English: "fravær: 3 i 30 dage"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.rules.refusals import Refused
from bot.rules.search import evaluate
from bot.rules.search.evaluate import Reason
from bot.rules.search.field import Kind, Reading
from bot.rules.search.house import House
from bot.rules.search.tree import Anything, Duration, Number, Text
from bot.texts.say import Voice, plain
from bot.texts.staff import StaffVoice

EDUCATION = 10
"""A level of Danish is ten times the education, and the module."""


@dataclass(frozen=True)
class Telling:
    """Tells why somebody was found: in a language, with the names of a house, as of a day."""

    voice: StaffVoice
    house: House
    today: date

    def why(self, reasons: Iterable[Reason]) -> tuple[str, ...]:
        """Return each reason in plain words, once."""
        return tuple(dict.fromkeys(self._reason(reason) for reason in reasons))

    def _reason(self, reason: Reason) -> str:
        term = reason.term
        name = term.field.name(self.voice.language)
        if reason.reading is None and term.field.thing and not isinstance(term.value, Anything):
            return spoken(self.voice.say("not {what}", what=term.source))
        if not reason.reading and term.field.kind is not Kind.NUMBER:
            found = self.voice.label("none")
        else:
            found = self._reading(reason)
        return spoken(self.voice.say("{what}: {found}", what=name, found=found))

    def _reading(self, reason: Reason) -> str:
        reading, term = reason.reading, reason.term
        match term.field.kind:
            case Kind.DAY:
                return self._day(reason)
            case Kind.NUMBER | Kind.LEVEL:
                return self._number(reason)
            case Kind.WORD | Kind.NAMED:
                return ", ".join(sorted(self._called(reason, one) for one in _wanted(reason)))
            case Kind.TEXT | Kind.EXACT:
                return ", ".join(_texts(reason, reading))

    def _called(self, reason: Reason, one: object) -> str:
        field, language = reason.term.field, self.voice.language
        if field.named is not None:
            return self.house.said(field.named, int(str(one)), language)
        word = field.word(str(one))
        return word.name(language) if word else str(one)

    def _number(self, reason: Reason) -> str:
        term, number = reason.term, reason.reading
        if not isinstance(number, int | float):
            return self.voice.label("none")
        if term.field.kind is Kind.LEVEL:
            return "DU{}.{}".format(*divmod(int(number), EDUCATION))
        shown = f"{number:.2f}".rstrip("0").rstrip(".")
        if self.voice.language == "da":
            shown = shown.replace(".", ",")
        if term.field.weekly:
            return spoken(self.voice.say("{hours} h a week", hours=shown))
        window = term.value.window if isinstance(term.value, Number) else None
        return self._within(shown, window) if window else shown

    def _within(self, shown: str, window: Duration) -> str:
        if window.months:
            said = self.voice.say_n(
                "{number} in {n} month", "{number} in {n} months", window.months, number=shown
            )
        else:
            said = self.voice.say_n(
                "{number} in {n} day", "{number} in {n} days", window.days, number=shown
            )
        return spoken(said)

    def _day(self, reason: Reason) -> str:
        days = [day for day in _as_days(reason.reading) if self._fits(reason, day)]
        day = (days or _as_days(reason.reading))[0]
        if not isinstance(reason.term.value, Duration):
            return f"{day.day}/{day.month}/{day.year}"
        away = (day - self.today).days
        if not away:
            return self.voice.label("today")
        if away > 0:
            return spoken(self.voice.say_n("in {n} day", "in {n} days", away))
        return spoken(self.voice.say_n("{n} day ago", "{n} days ago", -away))

    def _fits(self, reason: Reason, day: date) -> bool:
        return evaluate.holds(reason.term, (day,), self.today)


def counted(number: int | None, voice: Voice) -> Markup:
    """Return how many are found, for who sees counts only: rough, or that it is hidden."""
    if number is None:
        return voice.say("No number: this finds nobody, or sets fewer than five people apart")
    return voice.say("About {n} people", n=number)


def offered(query: str, voice: Voice) -> Markup:
    """Return what may be meant by plain words."""
    return voice.say("Did you mean: {query}", query=query)


def refusal(refused: Refused, voice: StaffVoice) -> str:
    """Return why something cannot be asked, in plain words."""
    return spoken(voice.say(refused.sentence, **refused.values))


def spoken(said: Markup) -> str:
    """Return what was said without escapes and isolates: for a terminal, a file, a table."""
    return plain(said.unescape())


def _wanted(reason: Reason) -> frozenset[object]:
    """Return which of what somebody has was asked for, or all of it."""
    reading = reason.reading if isinstance(reason.reading, frozenset) else frozenset()
    value = reason.term.value
    asked = getattr(value, "keys", None) or getattr(value, "ids", None) or frozenset()
    return frozenset(reading & asked) or reading


def _texts(reason: Reason, reading: Reading) -> list[str]:
    """Return the texts that have what was asked for in them, or all of them."""
    texts = [str(one) for one in reading] if isinstance(reading, tuple) else []
    if not isinstance(reason.term.value, Text):
        return texts
    wanted = reason.term.value.text
    return [one for one in texts if evaluate.is_text(reason.term, one, wanted)] or texts


def _as_days(reading: Reading) -> list[date]:
    return [day for day in reading if isinstance(day, date)] if isinstance(reading, tuple) else []
