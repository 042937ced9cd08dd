"""The words of a message for the ear: no icons, and times and dates as they are spoken."""

import html
import re

import regex
from markupsafe import Markup

from bot.texts.message import Text
from bot.texts.say import Voice

LONGEST = 1500
"""Letters; about two minutes."""

_TAGS = re.compile(r"<[^>]*>")
_UNSPOKEN = regex.compile(r"[\p{So}\p{Sk}\p{Cf}\p{Co}\p{Cn}\p{Cs}\uFE0F\u20E3•·\"“”]")
_SPAN = re.compile(r"\b(\d\d):(\d\d)[–-](\d\d):(\d\d)\b")
_CLOCK = re.compile(r"\b(\d\d):(\d\d)\b")
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})(/\d{4})?\b(?!/)")
_ENDS = (".", "?", "!", "。", "።", "؟", ":", "፡")


def aloud(voice: Voice, text: Text) -> str:
    """Return what is heard when the message is read aloud: its lines, then the words of its buttons."""
    written = html.unescape(_TAGS.sub("", str(text.html))).splitlines()
    lines = [_plain(line) for line in written]
    choices = [_plain(button.label) for row in text.buttons for button in row]
    heard = [line for line in lines if any(map(str.isalnum, line))]
    heard += [words for words in choices if any(map(str.isalpha, words))]
    spoken = [_timed(voice, line) for line in heard]
    return _cut([line if line.endswith(_ENDS) else f"{line}." for line in spoken])


def _timed(voice: Voice, line: str) -> str:
    line = _SPAN.sub(lambda found: _span(voice, *found.groups()), line)
    line = _CLOCK.sub(lambda found: _clock(voice, *found.groups()), line)
    return _DAY.sub(lambda found: _day(voice, *found.groups()), line)


def _span(voice: Voice, *digits: str) -> str:
    begins, ends = _clock(voice, *digits[:2]), _clock(voice, *digits[2:])
    return _said(voice.say("from {begins} to {ends}", begins=begins, ends=ends))


def _clock(voice: Voice, hour: str, minute: str) -> str:
    if int(minute) == 0:
        return _said(voice.say("{hour} o'clock", hour=int(hour)))
    return _said(voice.say("{minute} minutes past {hour}", hour=int(hour), minute=int(minute)))


def _day(voice: Voice, day: str, month: str, year: str | None) -> str:
    said = _said(voice.say("day {day} of month {month}", day=int(day), month=int(month)))
    return f"{said} {year.removeprefix('/')}" if year else said


def _said(said: Markup) -> str:
    return _UNSPOKEN.sub("", html.unescape(str(said)))


def _plain(line: str) -> str:
    return " ".join(_UNSPOKEN.sub("", line).split())


def _cut(lines: list[str]) -> str:
    """Return as many whole lines as there is time for."""
    kept: list[str] = []
    for line in lines:
        if kept and sum(map(len, kept)) + len(line) > LONGEST:
            break
        kept.append(line[:LONGEST])
    return "\n".join(kept)
