"""The templates: escaped, strict about what they are given, in one language at a time."""

from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import get_day_names
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.console import delivered, outreach, words
from bot.console.language import Speech
from bot.queries.deliveries import Delivery
from bot.queries.parts import Label, Number, Part, Score
from bot.rules.time import local
from bot.texts import faces, languages, when, work
from bot.texts.say import RIGHT_TO_LEFT
from storage.vocabulary import Language

FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Return the templates of the console."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["language_names"] = languages.NAMES
    made.globals["right_to_left"] = RIGHT_TO_LEFT
    made.globals["notice_words"] = delivered.notice
    made.globals["why"] = delivered.why
    made.globals["outcome_words"] = delivered.OUTCOMES.__getitem__
    made.globals["face"] = faces.face
    made.globals["level_words"] = words.LEVELS
    made.globals["latest_words"] = outreach.LATEST
    return made


def render(name: str, speech: Speech, now: datetime, values: dict[str, Any]) -> str:
    """Return the page; it says its sentences with `_` and `_n`, words of the store with `word`."""
    moments = Moments(speech.language, now)
    return (
        environment()
        .get_template(name)
        .render(
            _=speech.say,
            _n=speech.say_n,
            word=lambda value: speech.say(words.of(value)),
            refusal=speech.refusal,
            part=lambda value: _part(speech, moments, value),
            state=lambda delivery: _state(speech, moments, delivery),
            language=speech.language,
            moments=moments,
            **values,
        )
    )


class Moments:
    """Days and times as Copenhagen's calendar and clocks show them."""

    def __init__(self, language: str, now: datetime) -> None:
        self.language = Language(language)
        self.now = now

    @property
    def today(self) -> date:
        """The day in Copenhagen."""
        return local(self.now).date()

    def day(self, moment: datetime | date) -> str:
        """Return "Thursday 26/11", with the year when it is another one."""
        return when.day(moment, self.language) + self._year(moment)

    def short(self, moment: datetime) -> str:
        """Return "Thu 26/11 09:30", with the year when it is another one."""
        on = local(moment)
        name = get_day_names("abbreviated", locale=self.language.value)[on.weekday()].rstrip(".")
        return f"{name} {on.day}/{on.month}{self._year(moment)} {when.clock(moment)}"

    def span(self, starts_at: datetime, ends_at: datetime) -> str:
        """Return "09:30–12:00"."""
        return when.span(starts_at, ends_at)

    def clock(self, moment: datetime) -> str:
        """Return "09:30"."""
        return when.clock(moment)

    def digits(self, on: date) -> str:
        """Return "4/1/2027"."""
        return when.date_in_digits(on)

    def figure(self, value: float) -> str:
        """Return hours with one decimal at most, "12,5" in Danish."""
        shown = f"{round(value, 1):g}"
        return shown.replace(".", ",") if self.language is Language.DANISH else shown

    def weekday(self, number: int) -> str:
        """Return "Monday" for 0."""
        return when.weekday(number, self.language)

    def weekdays(self, digits: str) -> str:
        """Return "Monday–Friday", or "Monday · Wednesday"."""
        return work.weekdays(digits, self.language)

    def hours(self, starts: time, ends: time) -> str:
        """Return "08:00–14:00" of two times of day."""
        return f"{starts:%H:%M}–{ends:%H:%M}"

    def tag(self, moment: datetime) -> Markup:
        """Return the short form as a `<time>`."""
        tag = '<time datetime="{}">{}</time>'
        return Markup(tag).format(moment.isoformat(), self.short(moment))  # noqa: S704

    def _year(self, moment: datetime | date) -> str:
        on = local(moment) if isinstance(moment, datetime) else moment
        return "" if on.year == local(self.now).year else f"/{on.year}"


def _state(speech: Speech, moments: Moments, delivery: Delivery) -> Markup:
    moment = delivery.finished_at or delivery.due_at
    return speech.say(words.of(delivery.state), when=moments.short(moment))


def _part(speech: Speech, moments: Moments, part: Part) -> Markup:
    """Return a piece of a line: in the reader's words, or as it was typed, kept to itself."""
    match part:
        case Score():
            return speech.say("{score} of 5", score=part.value)
        case Number():
            return speech.say("no. {number}", number=part.value)
        case StrEnum():
            return speech.say(words.of(part))
        case datetime():
            return moments.tag(part)
        case date():
            return Markup('<time datetime="{}">{}</time>').format(part, moments.day(part))
        case Label() | str():
            name = part if isinstance(part, str) else part.name(speech.language)
            return Markup("<bdi>{}</bdi>").format(name)
