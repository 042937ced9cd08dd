"""Questions that nobody thought of: random ones that can be read, and random nonsense."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.rules.search import catalogue
from bot.rules.search.field import Field, Kind, Operator
from bot.rules.search.house import House
from bot.rules.search.typed import quoted

DEEPEST = 3
DURATIONS = ("1d", "3d", "14d", "30 dage", "2u", "6 weeks", "1m", "3mdr", "1 år")
DAYS = ("i dag", "today", "1/11/2026", "23.11.2026", "2026-12-01", "15-9-26", "1. oktober 2026")
NUMBERS = ("0", "1", "2", "3", "2,5", "3.5", "12", "20", "37")
VALUES = {
    Kind.NUMBER: NUMBERS,
    Kind.LEVEL: ("DU1", "DU2", "du2.3", "3", "1.6"),
    Kind.DAY: (*DURATIONS, *DAYS),
}
WINDOWS = ("", "", "/7d", "/30d", "/4u", "/2mdr")
JOINED = (" ", " og ", " and ", " AND ")
EITHER = (" eller ", " or ", " OR ")
DENIED = ("ikke ", "not ")
SCRAPS = (
    *"():=<>~!\"'%_\\;,./-*&|",
    *("  ", "og", "eller", "ikke", "not", "(", ")", '"', "“", "…", "\x00", "\ud800", "🙂"),
    *("'; DROP TABLE participant;--", "1=1", "NULL", "9" * 40, "31/2/2026", "0/0/0", "30d", "/uge"),
    *("DU9.9", "ሰላም", "أمل", "\u202e", "ß", "İ", "=HYPERLINK()", "{word}", "%s", "999999999d"),
)


@dataclass(frozen=True)
class Asking:
    """Makes up questions about a house in which `names` occur."""

    dice: Random
    house: House
    names: Sequence[str]

    def question(self, depth: int = DEEPEST) -> str:
        """Return a question that can be read."""
        kind = self.dice.random() if depth else 0.0
        if kind < 0.4:
            return self._term()
        if kind < 0.5:
            return f"{self.dice.choice(DENIED)}({self.question(depth - 1)})"
        parts = [self.question(depth - 1) for _ in range(self.dice.randint(2, 3))]
        joint = self.dice.choice(JOINED if kind < 0.8 else EITHER)
        return f"({joint.join(parts)})" if self.dice.random() < 0.5 else joint.join(parts)

    def nonsense(self) -> str:
        """Return a text that may mean anything or nothing, up to ten times too long."""
        text = self.question(self.dice.randint(0, 2))
        for _ in range(self.dice.randint(0, 6)):
            at, scrap = self.dice.randint(0, len(text)), self.dice.choice(SCRAPS)
            cut = at + self.dice.randint(0, 3)
            text = text[:at] + scrap + text[cut:]
        if self.dice.random() < 0.05:
            text *= self.dice.randint(2, 60)
        return text[:10_000]

    def _term(self) -> str:
        field = self.dice.choice(catalogue.FIELDS)
        operator = self.dice.choice(field.kind.operators)
        if field.key == "who" and self.dice.random() < 0.5:
            return quoted(self._text())
        name = self.dice.choice(field.names)
        return f"{name}{operator}{self._value(field, operator)}"

    def _value(self, field: Field, operator: Operator) -> str:
        if operator in {Operator.HAS, Operator.IS_NOT} and self.dice.random() < 0.2:
            return self.dice.choice(("ingen", "none", "nogen", "any"))
        if field.named is not None:
            thing = self.dice.choice(self.house.things(field.named))
            return quoted(self.dice.choice(thing.known_as))
        if field.kind is Kind.NUMBER and field.is_windowed:
            return self.dice.choice(NUMBERS) + self.dice.choice(WINDOWS)
        if field.kind in {Kind.TEXT, Kind.EXACT}:
            return quoted(self._text())
        if field.kind is Kind.WORD:
            return quoted(self.dice.choice(self.dice.choice(field.values).names))
        return quoted(self.dice.choice(VALUES[field.kind]))

    def _text(self) -> str:
        """Return a name or a part of one, sometimes in capitals."""
        name = self.dice.choice(self.names)
        if self.dice.random() < 0.5:
            at = self.dice.randrange(len(name))
            name = name[at : at + self.dice.randint(1, 4)].strip() or name
        return self.dice.choice((name, name.upper(), name.lower()))
