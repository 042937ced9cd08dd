"""Who a query finds, or how many, as the command line prints it: a table, CSV or JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.access import OPERATOR, Caller
from bot.queries import lookup
from bot.queries.search import finding, listing, meaning, parsing
from bot.rules.refusals import Refused
from bot.rules.search.refused import BadQuery
from bot.rules.time import local
from bot.texts.staff import StaffVoice, searching
from bot.texts.staff.searching import Telling, refusal, spoken
from bot.wiring import printing
from bot.wiring.forms import Form, Spoken
from storage.database import Database
from storage.vocabulary import Language


class NobodyThere(Refused):
    """Nobody has the address {email}. Add them with: python -m bot staff add."""


@dataclass(frozen=True)
class Line:
    """Somebody who was found."""

    reference: str
    name: str
    id: int
    language: str
    municipality: str
    why: tuple[str, ...]


def asks(database: Database, email: str) -> Caller:
    """Return in whose name is asked; without an address it is the operator, who sees all."""
    if not email:
        return OPERATOR
    found = lookup.caller(database, email)
    if found is None:
        raise NobodyThere(email=email)
    return found


def answered(
    database: Database, caller: Caller, text: str, *, form: Form, language: Spoken, now: datetime
) -> str:
    """Return who is found, or how many to who sees counts only; raises as `found` does."""
    if caller.counts_only:
        number = listing.number(database, caller, text, now=now)
        return counted(number, form, language=language)
    lines = found(database, caller, text, language=language, now=now)
    answer = printed(lines, form, language=language)
    if lines or form is not Form.TABLE:
        return answer
    may_be = meaning.of(database, caller, text, language=language.value, now=now)
    offered = spoken(searching.offered(may_be, _voice(language))) if may_be else ""
    return "\n".join(filter(None, (answer, offered)))


def found(
    database: Database, caller: Caller, text: str, *, language: Spoken, now: datetime
) -> tuple[Line, ...]:
    """Return who is found, and why in this language; raises NotThere, or a `BadQuery`."""
    answer = finding.find(database, caller, text, now=now)
    telling = Telling(_voice(language), answer.house, local(now).date())
    homes = lookup.municipalities(database)
    return tuple(
        Line(
            reference=row.reference,
            name=row.name,
            id=row.id,
            language=row.language.value,
            municipality=homes[row.municipality_id],
            why=telling.why(row.why),
        )
        for row in answer.rows
    )


def printed(lines: Sequence[Line], form: Form, *, language: Spoken) -> str:
    """Return what was found as text; where people read it, a sentence when it is nobody."""
    match form:
        case Form.TABLE if not lines:
            return spoken(_voice(language).say("Nobody fits this search."))
        case Form.TABLE:
            return "\n".join(printing.table([_cells(line) for line in lines]))
        case Form.CSV:
            return printing.separated([HEADER, *map(_cells, lines)])
        case Form.JSON:
            rows = [{**vars(line), "why": list(line.why)} for line in lines]
            return json.dumps(rows, ensure_ascii=False, indent=1)


def counted(number: int | None, form: Form, *, language: Spoken) -> str:
    """Return how many are found as text, where it is not hidden; people read a sentence."""
    match form:
        case Form.TABLE:
            return spoken(searching.counted(number, _voice(language)))
        case Form.CSV:
            return printing.separated([("number",), ("" if number is None else str(number),)])
        case Form.JSON:
            return json.dumps({"number": number})


def why_not(refused: Refused, text: str, *, language: Spoken) -> Iterator[str]:
    """Yield why a query cannot be asked, below the place in it."""
    if isinstance(refused, BadQuery) and len(text) <= parsing.LONGEST:
        yield parsing.cleaned(text)
        yield refused.mark()
    yield refusal(refused, _voice(language))


HEADER = ("reference", "name", "municipality", "language", "why")


def _cells(line: Line) -> tuple[str, ...]:
    return line.reference, line.name, line.municipality, line.language, "; ".join(line.why)


def _voice(language: Spoken) -> StaffVoice:
    return StaffVoice(Language(language.value))
