"""What may be typed next: fields, their values, operators, and what joins them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lark.exceptions import UnexpectedInput

from bot.actions.access import Caller
from bot.queries.search import houses, parsing
from bot.rules.refusals import NotThere
from bot.rules.search import catalogue
from bot.rules.search.field import Field, Kind, Named, Operator
from bot.rules.search.house import House
from bot.rules.search.reading import ANYTHING, ME, NOTHING
from bot.rules.search.spoken import BY_VALUE
from bot.rules.search.typed import quoted
from bot.texts.staff import StaffVoice, search_help
from storage.database import Database
from storage.vocabulary import Language

MOST = 12
ENOUGH = 3
"""So many letters tell what is meant when no field stands before them."""
FAR = 3
"""Not what was typed at all."""

_WORD = re.compile(r'[^\s()":=<>~!≤≥≠]*\Z')
_EXAMPLES = {Kind.DAY: ("14d", "30d", "3mdr"), Kind.LEVEL: ("DU1", "DU2", "DU3")}
_TODAY = {"da": "i dag", "en": "today"}
_COUNTED, _BY_THE_WEEK = "2/30d", {"da": "20/uge", "en": "20/week"}


@dataclass(frozen=True)
class Suggestion:
    """What can stand in the place from `start` to `end`; `help` says what a field means."""

    text: str
    start: int
    end: int
    help: str = ""


def complete(
    database: Database, caller: Caller, text: str, position: int, *, language: str
) -> tuple[Suggestion, ...]:
    """Return what the word at this position may become; nothing where it cannot be told.

    Raises NotThere.
    """
    if caller.counts_only or caller.participant_id is not None:
        raise NotThere
    before = parsing.cleaned(text[: min(position, parsing.LONGEST)])
    start = _start(before)
    state = _State.after(before[:start])
    if state is None:
        return ()
    typed = before[start:].removeprefix('"').lower()
    is_value = state.field is None and len(typed) >= ENOUGH
    with database.reading() as db:
        known = houses.whole(db, caller) if is_value else houses.of(db, caller, before)
    helps = search_help.sentences(StaffVoice(Language(language)))
    offered = _offered(state, typed, known, language)
    found = _nearest_first(offered, typed)
    return tuple(
        Suggestion(one.text, start, len(before), helps.get(one.about, "")) for one in found
    )


@dataclass(frozen=True)
class _State:
    """What the parser would take next: a value of a field, or a part, or a word that joins."""

    field: Field | None
    takes: frozenset[str]

    @classmethod
    def after(cls, text: str) -> "_State | None":
        """Return what may come after a text, or None where nothing helps any more."""
        going = parsing.parser().parse_interactive(text)
        name = ""
        try:
            for token in going.iter_parse():
                name = token if token.type == "FIELD" else name
        except UnexpectedInput:
            return None
        takes = frozenset(going.accepts())  # type: ignore[no-untyped-call]  # lark says no types
        asked = catalogue.named(name) if "VALUE" in takes else None
        return cls(asked, takes)


@dataclass(frozen=True)
class _Offer:
    """Something to be typed, everything by which it is found, and the field that it is about."""

    text: str
    names: tuple[str, ...]
    about: str = ""


def _start(before: str) -> int:
    """Return where the word at the end of a text begins, with its quotation mark."""
    if before.count('"') % 2:
        return before.rindex('"')
    found = _WORD.search(before)
    return found.start() if found else len(before)


def _offered(state: _State, typed: str, house: House, language: str) -> Iterator[_Offer]:
    if state.field is not None:
        yield from _values(state.field, house, language)
        return
    if "FIELD" not in state.takes:
        return
    exact = catalogue.named(typed)
    if exact is not None:
        signs = (Operator.HAS, *exact.kind.operators[2:])
        yield from (_Offer(f"{typed}{sign}", (typed,), exact.key) for sign in signs)
    yield from _keywords(state, language)
    for field in catalogue.FIELDS:
        name = field.name(language)
        yield _Offer(f"{name}{_usual(field)}", (name, *field.names), field.key)
    if len(typed) >= ENOUGH:
        yield from (one for one in _with_values(house, language) if _begins(one, typed))


def _with_values(house: House, language: str) -> Iterator[_Offer]:
    """Yield what is known by its value alone, as it has to be typed."""
    fields = {field.key: field for field in catalogue.FIELDS}
    for field in map(fields.__getitem__, BY_VALUE):
        values = [(one.name(language), one.names) for one in field.values]
        things = house.things(field.named) if field.named else ()
        values += [(one.name(language), one.known_as) for one in things]
        for text, names in values:
            yield _Offer(f"{field.name(language)}:{quoted(text)}", names)


def _begins(one: _Offer, typed: str) -> bool:
    return any(name.lower().startswith(typed) for name in one.names)


def _keywords(state: _State, language: str) -> Iterator[_Offer]:
    at = 1 if language == "en" else 0
    words = (catalogue.AND, catalogue.OR) if "_AND" in state.takes else ()
    yield from (_Offer(f"{one[at]} ", one) for one in (*words, catalogue.NOT))


def _usual(field: Field) -> str:
    """Return what mostly stands behind a field."""
    return ">" if field.kind in {Kind.NUMBER, Kind.LEVEL, Kind.DAY} else ":"


def _values(field: Field, house: House, language: str) -> Iterator[_Offer]:
    at = 1 if language == "en" else 0
    if field.named is Named.STAFF and house.me is not None:
        yield _Offer(ME[at], ME)
    for word in field.values:
        yield _Offer(quoted(word.name(language)), word.names)
    for thing in house.things(field.named) if field.named else ():
        yield _Offer(quoted(thing.name(language)), thing.known_as)
        if field.named is Named.COURSE:
            yield _Offer(quoted(thing.names[-1]), thing.names[-1:])
    for example in _examples(field, language):
        yield _Offer(quoted(example), (example,))
    if field.kind not in {Kind.TEXT, Kind.EXACT}:
        yield _Offer(NOTHING[at], NOTHING[:2])
        yield _Offer(ANYTHING[at], ANYTHING[:2])


def _examples(field: Field, language: str) -> Iterable[str]:
    if field.kind is Kind.NUMBER:
        return (_COUNTED,) * field.is_windowed + (_BY_THE_WEEK[language],) * field.weekly
    examples = _EXAMPLES.get(field.kind, ())
    return (*examples, _TODAY[language]) if field.kind is Kind.DAY else examples


def _nearest_first(offers: Iterable[_Offer], typed: str) -> list[_Offer]:
    """Return what begins with what was typed, then what has it in it; each text once.

    What is shown with that beginning comes before what only has another name that begins so.
    """
    near: dict[str, int] = {}
    by_text: dict[str, _Offer] = {}
    for one in offers:
        distance = _distance(one, typed)
        if distance < near.get(one.text, FAR):
            near[one.text] = distance
            by_text.setdefault(one.text, one)
    return [by_text[text] for text in sorted(by_text, key=lambda text: near[text])][:MOST]


def _distance(one: _Offer, typed: str) -> int:
    names = [name.lower() for name in one.names]
    if one.text.removeprefix('"').lower().startswith(typed):
        return 0
    if any(name.startswith(typed) for name in names):
        return 1
    return 2 if any(typed in name for name in names) else FAR
