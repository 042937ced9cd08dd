"""What an action would lead to, as a caseworker is shown it: their own people by name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.actions.access import Caller
from bot.actions.consequences import Addressee, Consequences, Told
from bot.console.writing_form import LANGUAGES
from bot.texts.message import Text
from storage.vocabulary import Language


@dataclass(frozen=True)
class Said:
    """What people of one language read; `names` are the caller's own, the others are counted.

    It is in Danish, too, when nobody reads it so: the sender does.
    """

    kind: str
    language: Language
    text: Text
    names: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class Shown:
    """Whom it tells in the chat, and when (None: at once); who must be called; in which words."""

    reached: int
    times: tuple[tuple[datetime | None, int], ...]
    to_call: tuple[Addressee, ...]
    to_call_elsewhere: tuple[tuple[str, int], ...]
    said: tuple[Said, ...]
    planned: int
    taken_back: int


def shown(found: Consequences, caller: Caller) -> Shown:
    """Return what this member of staff may see of it."""
    own = {
        one.person.id for one in found.told if one.person.municipality_id == caller.municipality_id
    }
    unreached = {one.person.id: one for one in found.told if not one.reached}
    elsewhere = Counter(one.person.home for one in unreached.values() if one.person.id not in own)
    return Shown(
        reached=found.number_reached,
        times=_times(found),
        to_call=tuple(person for person in found.unreached if person.id in own),
        to_call_elsewhere=tuple(sorted(elsewhere.items())),
        said=tuple(_said(found, own)),
        planned=found.planned,
        taken_back=found.taken_back,
    )


def _times(found: Consequences) -> tuple[tuple[datetime | None, int], ...]:
    """Return how many people are told when, the first first."""
    told = {(max(one.due_at, found.now), one.person.id) for one in found.reached}
    numbers = Counter(due_at for due_at, _ in told)
    return tuple(
        (due_at if due_at > found.now else None, numbers[due_at]) for due_at in sorted(numbers)
    )


def _said(found: Consequences, own: set[int]) -> Iterable[Said]:
    for kind, language in sorted(found.says, key=lambda spoken: _order(*spoken)):
        told = _of(found.reached, kind, language)
        names = sorted(one.person.name for one in told if one.person.id in own)
        yield Said(kind, language, found.says[kind, language], tuple(names), len(told))


def _order(kind: str, language: Language) -> tuple[str, int]:
    return kind, LANGUAGES.index(language)


def _of(told: Iterable[Told], kind: str, language: Language) -> list[Told]:
    return [one for one in told if one.kind == kind and one.person.language == language]
