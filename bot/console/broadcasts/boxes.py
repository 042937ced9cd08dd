"""An audience as the boxes of a form: `course-7`, `language-ar`, `without-muted`, `but-12`."""

import re
from collections.abc import Iterable, Iterator

from bot.rules.audiences import Audience, Group
from storage.vocabulary import Exclusion, GroupKind, Language, PhaseKind

ALONE = (GroupKind.MUNICIPALITY, GroupKind.CASELOAD)
"""Groups that need no number."""
LEFT_OUT = "but"
DEFAULT = frozenset({f"without-{Exclusion.MUTED}"})

_NUMBERED = re.compile(r"([a-z]+)-([0-9]{1,9})")
_NAMED = {"language": Language, "phase": PhaseKind, "without": Exclusion}


def of(audience: Audience) -> frozenset[str]:
    """Return the boxes that are ticked for an audience."""
    return frozenset(
        [
            *(box for group in audience.groups for box in _boxes(group)),
            *(f"language-{one}" for one in audience.languages),
            *(f"phase-{one}" for one in audience.phases),
            *(f"without-{one}" for one in audience.without),
            *(f"{LEFT_OUT}-{number}" for number in audience.but),
        ]
    )


def ticked(names: Iterable[str]) -> frozenset[str]:
    """Return those names that are boxes of an audience."""
    return frozenset(name for name in names if _is_box(name))


def read(boxes: Iterable[str]) -> Audience:
    """Return the audience that these boxes stand for."""
    chosen = sorted(boxes)
    numbered = [(kind, number) for kind in GroupKind for number in numbers(chosen, kind)]
    people = tuple(number for kind, number in numbered if kind is GroupKind.PERSON)
    groups = [Group(kind) for kind in ALONE if kind.value in chosen]
    groups += [Group(kind, (one,)) for kind, one in numbered if kind is not GroupKind.PERSON]
    return Audience(
        groups=(*groups, Group(GroupKind.PERSON, people)) if people else tuple(groups),
        languages=tuple(one for one in Language if f"language-{one}" in chosen),
        phases=tuple(one for one in PhaseKind if f"phase-{one}" in chosen),
        without=tuple(one for one in Exclusion if f"without-{one}" in chosen),
        but=tuple(numbers(chosen, LEFT_OUT)),
    )


def numbers(boxes: Iterable[str], kind: str) -> list[int]:
    """Return the numbers of the ticked boxes of a kind."""
    return sorted(number for name, number in _numbered(boxes) if name == kind)


def _numbered(boxes: Iterable[str]) -> Iterator[tuple[str, int]]:
    for box in boxes:
        found = _NUMBERED.fullmatch(box)
        if found:
            yield found[1], int(found[2])


def _is_box(name: str) -> bool:
    kind, _, rest = name.partition("-")
    if name in ALONE:
        return True
    if kind in _NAMED:
        return rest in set(_NAMED[kind])
    return bool(_NUMBERED.fullmatch(name)) and kind in {*GroupKind, LEFT_OUT} - set(ALONE)


def _boxes(group: Group) -> Iterator[str]:
    if group.kind in ALONE:
        yield group.kind.value
    for number in group.numbers:
        yield f"{group.kind}-{number}"
