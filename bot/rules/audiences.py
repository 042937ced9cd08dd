"""An audience: who a broadcast goes to, as the sender has put it together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.rules.refusals import Refused
from storage.vocabulary import Exclusion, GroupKind, Language, PhaseKind

MOST_GROUPS = 30
"""Which of the groups somebody is in is kept as the bits of one number."""


class NobodyChosen(Refused):
    """Choose at least one group, or people by name."""


class TooManyGroups(Refused):
    """This is too much at once: at most {limit} groups."""


@dataclass(frozen=True, order=True)
class Group:
    """Some people: a course, the members of a project, who was chosen by name.

    `numbers` are ids of what `kind` is made of: one course, one project, one session, one
    broadcast, one saved search, or any number of people; none for the municipality and the
    sender's own caseload.
    """

    kind: GroupKind
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Audience:
    """Everybody in at least one of the groups, narrowed and without who is left out.

    `languages` and `phases` narrow it when there are any. `without` leaves people out by what
    holds of them, `but` by their ids.
    """

    groups: tuple[Group, ...] = ()
    languages: tuple[Language, ...] = ()
    phases: tuple[PhaseKind, ...] = ()
    without: tuple[Exclusion, ...] = ()
    but: tuple[int, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "groups": [[group.kind.value, list(group.numbers)] for group in self.groups],
            "languages": list(self.languages),
            "phases": list(self.phases),
            "without": list(self.without),
            "but": list(self.but),
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Return the audience that JSON of ours says."""
        return cls(
            groups=tuple(
                Group(GroupKind(kind), tuple(numbers))
                for kind, numbers in document.get("groups", ())
            ),
            languages=tuple(Language(one) for one in document.get("languages", ())),
            phases=tuple(PhaseKind(one) for one in document.get("phases", ())),
            without=tuple(Exclusion(one) for one in document.get("without", ())),
            but=tuple(document.get("but", ())),
        )

    def check(self) -> None:
        """Raise NobodyChosen or TooManyGroups when it cannot be that of a broadcast."""
        if not self.groups:
            raise NobodyChosen
        if len(self.groups) > MOST_GROUPS:
            raise TooManyGroups(limit=MOST_GROUPS)

    def groups_of(self, bits: int) -> tuple[Group, ...]:
        """Return the groups that these bits stand for."""
        return tuple(group for place, group in enumerate(self.groups) if bits >> place & 1)


def of_each(kind: GroupKind, numbers: Iterable[int]) -> Audience:
    """Return those who are in a group of this kind for at least one of these numbers."""
    return Audience(tuple(Group(kind, (number,)) for number in numbers))
