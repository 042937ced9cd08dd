"""What staff have written, filled in for one person."""

from markupsafe import Markup, escape

from bot.rules import variables
from bot.rules.variables import LONGEST, Variable
from bot.rules.writings import LONGEST_CHOICE
from bot.texts import when
from bot.texts.facts import Facts
from bot.texts.say import Voice, isolate, plain, shorten

NOTHING = "–"
"""Stands where something cannot be filled in."""


def rendered(voice: Voice, facts: Facts, text: str) -> Markup:
    """Return a text with its lines, filled in; `voice` speaks the language that it is written in.

    One empty line stays between two paragraphs.
    """
    said: list[Markup] = []
    for line in map(plain, text.strip().splitlines()):
        if line or (said and said[-1]):
            said.append(_line(voice, facts, line) if line else Markup())
    return Markup("\n").join(said)


def label(choice: str) -> str:
    """Return the words of an answer button."""
    return shorten(choice, LONGEST_CHOICE)


def lacking(facts: Facts, text: str) -> frozenset[Variable]:
    """Return what a text wants filled in and what is not known of this person."""
    voice = Voice(facts.language)
    return frozenset(one for one in variables.named(text) if not _value(voice, facts, one))


def _line(voice: Voice, facts: Facts, line: str) -> Markup:
    """Return one line; text that is read from the right begins there, whatever its first word is."""
    said = [
        _filled(voice, facts, piece) if isinstance(piece, Variable) else escape(piece)
        for piece in variables.pieces(line)
    ]
    return Markup("{}{}").format(voice.mark, Markup().join(said))


def _filled(voice: Voice, facts: Facts, variable: Variable) -> Markup:
    return isolate(shorten(_value(voice, facts, variable) or NOTHING, LONGEST[variable]))


def _value(voice: Voice, facts: Facts, variable: Variable) -> str:
    """Return what is filled in, empty when it is not known."""
    values = {
        Variable.NAME: facts.called or facts.name,
        Variable.CASEWORKER: facts.caseworker,
        Variable.PHONE: facts.phone,
    }
    if facts.session is not None:
        values |= {
            Variable.SESSION: facts.session.title(voice.language),
            Variable.DAY: when.day(facts.session.starts_at, voice.language),
            Variable.TIME: when.clock(facts.session.starts_at),
            Variable.PLACE: facts.session.place,
        }
    return values.get(variable) or ""
