"""Why somebody cannot come: the shipped reasons, and those of the municipality's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.texts import icons
from bot.texts.pages import MOST
from bot.texts.say import Voice, shorten
from storage.vocabulary import Language, Reason

OFFERED = MOST

LABEL = 40
"""In UTF-16 units: what stands on a button of a small phone."""


@dataclass(frozen=True)
class ReasonFacts:
    """A reason by its key; `labels` are the municipality's own words, none for a shipped one."""

    key: str
    icon: str = ""
    labels: Mapping[Language, str] = field(default_factory=dict)

    def shown(self, voice: Voice) -> str:
        """Return its words."""
        own = self.labels.get(voice.language)
        return shorten(own, LABEL) if own else shipped(voice).get(self.key, _other(voice))

    @property
    def sign(self) -> str:
        """Its icon."""
        return self.icon or icons.REASONS.get(self.key, icons.REASONS[Reason.OTHER])


SHIPPED = tuple(ReasonFacts(reason.value) for reason in Reason)


def shipped(voice: Voice) -> dict[str, str]:
    """Return the words of the shipped reasons by their keys."""
    return {
        Reason.APPOINTMENT: voice.label("Another appointment"),
        Reason.TRANSPORT: voice.label("Transport"),
        Reason.WORK: voice.label("Work"),
        Reason.OTHER: _other(voice),
    }


def _other(voice: Voice) -> str:
    return voice.label("Another reason")
