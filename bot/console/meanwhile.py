"""Nobody overwrites what they have not seen: a form remembers the values that it was made from."""

import json
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bot.console import words
from bot.console.fields import Fields
from bot.console.visit import Visit
from bot.rules.refusals import Refused
from bot.texts.when import date_in_digits

FIELD = "was"
NOTHING = "–"

Form = TypeVar("Form", bound=Fields)


class TakenOver(Refused):
    """A colleague has meanwhile changed this to “{now}”, and so it stands here now. Save again."""


class Differs(Refused):
    """A colleague has meanwhile changed this to “{now}”. Save again to put yours in its place."""


def shown(form: Form) -> Form:
    """Return a form that remembers that it was made from what stands in it."""
    form.was = dict(form.values)
    return form


def compare(visit: Visit, form: Fields, now: Fields, **known: StrEnum | date | None) -> None:
    """Put beside each field what a colleague has changed since the form was made; once.

    `now` is the form as it would be made of what is known now, `known` the values that are words
    or days. A field that was not touched here takes the colleague's value; what was typed stays.
    """
    was = _read(visit.form.get(FIELD, ""))
    form.was = dict(now.values)
    for name, value in now.values.items():
        typed = form.values[name]
        if name in was and value not in (was[name], typed):
            is_touched, shows = typed != was[name], _shown(visit, known.get(name)) or value
            problem = Differs if is_touched else TakenOver
            form.errors.setdefault(name, problem(now=shows or NOTHING))
            form.values[name] = typed if is_touched else value


def _shown(visit: Visit, known: StrEnum | date | None) -> str:
    """Return a word or a day as it is read; nothing for what is neither."""
    match known:
        case StrEnum():
            return visit.speech.say(words.of(known))
        case date():
            return date_in_digits(known)
        case None:
            return ""


def _read(text: str) -> dict[str, str]:
    """Return the values that a form was made from; it comes from the network."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
