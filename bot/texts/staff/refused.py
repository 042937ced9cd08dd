"""What a member of staff asked for cannot be done: the same sentence as in the console."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from bot.rules import cpr
from bot.rules.lint import NameNotAllowed
from bot.rules.refusals import Refused
from bot.texts import icons, languages
from bot.texts.facts import Facts
from bot.texts.message import Text
from bot.texts.say import Voice, shorten
from bot.texts.staff import StaffNotice

LONGEST_VALUE = 80


@dataclass(frozen=True)
class StaffRefused(StaffNotice):
    """Why not; `refusal` is the name of its kind, `values` are what its sentence names."""

    kind = "staff_refused"
    refusal: str
    values: Mapping[str, str]

    @classmethod
    def of(cls, refused: Refused) -> Self:
        """Return what is owed of a refusal: neither a name nor what looks like a CPR number."""
        given = {} if isinstance(refused, NameNotAllowed) else refused.values
        shown = {name: shorten(value, LONGEST_VALUE) for name, value in given.items()}
        kept = {name: "…" if cpr.is_in(value) else value for name, value in shown.items()}
        return cls(type(refused).__qualname__, kept)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return its sentence."""
        kind = next((one for one in _kinds(Refused) if one.__qualname__ == self.refusal), Refused)
        if issubclass(kind, NameNotAllowed):
            said = voice.say(
                "This is the full name of one of your people, and a text may be read by others. "
                "Write {name} where each is to be called by their own name.",
                name="{name}",
            )
        else:
            said = voice.say(kind().sentence, **languages.in_values(self.values, voice.language))
        return Text(voice.line(icons.NO, said))


def _kinds(kind: type[Refused]) -> Iterator[type[Refused]]:
    yield kind
    for one in kind.__subclasses__():
        yield from _kinds(one)
