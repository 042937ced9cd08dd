"""What the asker's own house has named: its courses, projects, categories and colleagues."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.rules.search.field import Named, Operator


@dataclass(frozen=True)
class Name:
    """A thing that has names; the first is the one that is shown in Danish."""

    id: int
    names: tuple[str, ...]
    english: str | None = None

    @property
    def first(self) -> str:
        """The first name of a colleague, by which the others know them."""
        return self.names[0].partition(" ")[0]

    def name(self, language: str) -> str:
        """Return what it is called."""
        return (self.english if language == "en" else None) or self.names[0]

    @property
    def known_as(self) -> tuple[str, ...]:
        """Everything that it is found by."""
        return (*self.names, *((self.english,) if self.english else ()))


@dataclass(frozen=True)
class House:
    """What has names, and who asks: `me` is a member of staff."""

    named: Mapping[Named, tuple[Name, ...]] = field(default_factory=dict)
    me: int | None = None

    def things(self, kind: Named) -> tuple[Name, ...]:
        """Return what of this kind has names."""
        return self.named.get(kind, ())

    def found(self, kind: Named, text: str, operator: Operator) -> frozenset[int]:
        """Return what is called so, or, unless that is asked for exactly, has it in its name."""
        wanted = text.lower()
        if operator is not Operator.LIKE:
            same = self._ids(kind, lambda name: name == wanted)
            if same or operator is Operator.IS:
                return same
        return self._ids(kind, lambda name: wanted in name)

    def said(self, kind: Named, number: int, language: str) -> str:
        """Return what a thing is called; one that is of no house here has its number."""
        found = next((one for one in self.things(kind) if one.id == number), None)
        return found.name(language) if found else str(number)

    def _ids(self, kind: Named, fits: Callable[[str], bool]) -> frozenset[int]:
        return frozenset(
            one.id for one in self.things(kind) if any(fits(name.lower()) for name in one.known_as)
        )
