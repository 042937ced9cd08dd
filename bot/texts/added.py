"""What a caseworker has added in words of their own to the news of a change."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from markupsafe import Markup

from bot.rules.sentences import LONGEST
from bot.texts import icons, sessions
from bot.texts.facts import Facts
from bot.texts.notices import Notice
from bot.texts.say import RIGHT_TO_LEFT_MARK, Voice, shorten, written


@dataclass(frozen=True, kw_only=True)
class WithAdded(Notice):
    """News to which a sentence can be added: a writing.

    In the languages of `without` the sender has left it out. Where it is missing otherwise, the
    Danish is said, and that it is Danish.
    """

    tells_end: ClassVar[bool] = False
    """Whether it is news that something is off: what was added holds for as long as it is so."""
    writing_id: int | None = None
    without: list[str] = field(default_factory=list)

    def params(self) -> dict[str, Any]:
        """Return the fields; those of a sentence only when there is one."""
        fields = super().params()
        return fields if self.writing_id else _without(fields, "writing_id", "without")

    def added(self, voice: Voice, facts: Facts, *, ended: bool) -> list[Markup | str]:
        """Return the sentence, while what it was added to is so."""
        if facts.added is None or ended is not self.tells_end:
            return []
        return ["", *sentence(voice, facts)]


def sentence(voice: Voice, facts: Facts) -> list[Markup]:
    """Return what was added, and whom to call when it is in another language."""
    added = facts.added
    if added is None:
        return []
    mark = RIGHT_TO_LEFT_MARK if voice.mark and added.language == voice.language else ""
    said = Markup("{}{} {}").format(mark, icons.MESSAGE, written(added.text, LONGEST))
    if added.language == voice.language:
        return [said]
    call = voice.say("This is in Danish. Call if you do not understand it.")
    phone = shorten(facts.phone or "", sessions.NAME)
    return [
        said,
        voice.line(icons.LANGUAGE, call),
        *([voice.line(icons.PHONE, phone)] if phone else []),
    ]


def _without(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in names}
