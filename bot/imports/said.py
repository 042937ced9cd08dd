"""What an import did, in sentences for the command line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape

from bot.actions.consequences import Addressee, Consequences
from bot.actions.imports import Report
from bot.texts import say
from storage.vocabulary import Language

SHOWN = 10
"""So many people are named."""

_TAGS = re.compile(r"<[^>]*>")
_ISOLATES = str.maketrans("", "", say.FIRST_STRONG_ISOLATE + say.POP_ISOLATE)


def effects(report: Report, *, dry_run: bool) -> Iterator[str]:
    """Yield what was done, or would be."""
    counts = f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged."
    yield f"Would be: {counts} Nothing was changed yet." if dry_run else f"Done: {counts}"
    for name in report.municipalities:
        yield f"New municipality: {name}."
    if report.told or report.unlinked:
        told = count(report.told, "person", "people")
        will = "would be" if dry_run else "will be"
        yield f"{told} {will} told on Telegram; {report.unlinked} more cannot be reached there yet."
    if report.foretold is not None:
        yield from _foretold(report.foretold)


def count(number: int, one: str, many: str) -> str:
    """Return the number with the word that fits it."""
    return f"{number} {one if number == 1 else many}"


def _foretold(found: Consequences) -> Iterator[str]:
    """Yield what of it is said in which languages, to whom, and who must be called."""
    numbers = Counter((one.kind, one.person.language) for one in found.reached)
    for kind in sorted({kind for kind, _ in numbers}):
        languages = (f"{one}: {numbers[kind, one]}" for one in Language if numbers[kind, one])
        yield f"- {kind.replace('_', ' ')} ({', '.join(languages)})"
        yield from (f"    {line}" for line in _words(found, kind))
    people = {one.person.id: one.person for one in found.reached}
    if people:
        yield f"  To: {_named(list(people.values()))}"
    if found.unreached:
        yield f"  Call: {_named(found.unreached)}"


def _words(found: Consequences, kind: str) -> list[str]:
    """Return what it says in Danish, line by line."""
    text = found.says.get((kind, Language.DANISH))
    return unescape(_TAGS.sub("", str(text.html))).translate(_ISOLATES).splitlines() if text else []


def _named(people: Sequence[Addressee]) -> str:
    names = [f"{one.name} ({one.reference})" for one in people[:SHOWN]]
    more = len(people) - SHOWN
    return ", ".join([*names, *([f"and {more} more"] if more > 0 else [])])
