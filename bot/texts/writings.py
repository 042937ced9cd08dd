"""What staff have written, filled in for one person."""

from collections.abc import Callable

from markupsafe import Markup, escape

from bot.rules import variables
from bot.rules.variables import LONGEST, Variable
from bot.rules.writings import LONGEST_CHOICE
from bot.texts import when
from bot.texts.facts import Facts, SessionFacts
from bot.texts.say import Voice, isolate, plain, shorten
from storage.vocabulary import Language

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


_OF_PERSON: dict[Variable, Callable[[Facts], str | None]] = {
    Variable.NAME: lambda facts: facts.called or facts.name,
    Variable.CASEWORKER: lambda facts: facts.caseworker,
    Variable.PHONE: lambda facts: facts.phone,
}
_OF_SESSION: dict[Variable, Callable[[SessionFacts, Language], str]] = {
    Variable.SESSION: lambda session, language: session.title(language),
    Variable.DAY: lambda session, language: when.day(session.starts_at, language),
    Variable.TIME: lambda session, _language: when.clock(session.starts_at),
    Variable.PLACE: lambda session, _language: session.place,
}


def _value(voice: Voice, facts: Facts, variable: Variable) -> str:
    """Return what is filled in, empty when it is not known."""
    if variable in _OF_PERSON:
        return _OF_PERSON[variable](facts) or ""
    return _OF_SESSION[variable](facts.session, voice.language) if facts.session else ""
