"""The form of a reminder rule: for what, when, and in which words."""

import re
from typing import TypeVar

from bot.console import writing_form
from bot.console.fields import SHORT, Missing, NotACount
from bot.console.writing_form import WritingFields
from bot.queries.rulebook import Ruled
from bot.queries.writings import Written
from bot.rules import timing
from bot.rules.refusals import Refused
from bot.rules.reminders import MOST_DAYS, Rule
from bot.rules.timing import MOST_MINUTES, BeforeZero
from bot.rules.writings import Contents, text_field
from storage.vocabulary import Anchor, Language, ReminderKind, TranslationState

Word = TypeVar("Word", ReminderKind, Anchor)

WHEN = ("kind", "course", "anchor", "days", "at", "minutes", "weekday")
NAMES = (*WHEN, *writing_form.NAMES)
_WHOLE = re.compile(r"[0-9]{1,6}")
_BELOW_ZERO = re.compile(r"[-−–]\s*[0-9]+")


class ReminderFields(WritingFields):
    """What a rule says, and its own words, which may all stay empty."""

    def rule(self) -> Rule:
        """Return what was typed; of use when there is no error."""
        rule = Rule(
            0,
            kind=self._one_of("kind", ReminderKind, ReminderKind.SESSION),
            course_id=self._whole("course", 2**31 - 1),
            anchor=self._one_of("anchor", Anchor, Anchor.START),
            days_before=self._whole("days", MOST_DAYS),
            clock=self.clock("at") if self.values["at"] else None,
            minutes_before=self._whole("minutes", MOST_MINUTES),
            weekday=self._whole("weekday", 6),
        )
        rule = timing.signed(rule)
        if not self.errors:
            with self.refusals():
                timing.check(rule)
        return rule

    def words(self, written: Written) -> Contents:
        """Return the rule's own words; none at all is said in the shipped ones."""
        if any(self.values[text_field(one)] for one in writing_form.LANGUAGES):
            return self.contents({}, written)
        return Contents()

    def state_of(self, language: Language, written: Written) -> TranslationState:
        """Return how far what is typed in a language could be relied on, once it is saved."""
        typed, side = self.values[text_field(language)], written.sides[language]
        if not typed:
            return TranslationState.MISSING
        if language is Language.DANISH or self.values[f"reviewed_{language}"]:
            return TranslationState.REVIEWED
        if typed != side.text:
            return TranslationState.DRAFT
        danish = Language.DANISH
        if self.values[text_field(danish)] != written.sides[danish].text:
            return TranslationState.STALE
        return side.state

    def _one_of(self, name: str, words: type[Word], usual: Word) -> Word:
        typed = self.values[name]
        if typed in set(words):
            return words(typed)
        self.errors[name] = Missing()
        return usual

    def _whole(self, name: str, most: int) -> int | None:
        """Return a whole number, None when nothing was typed."""
        typed = self.text(name, SHORT)
        if not typed:
            return None
        if _WHOLE.fullmatch(typed) and int(typed) <= most:
            return int(typed)
        wrong: Refused = NotACount(text=typed, low=0, high=most)
        self.errors.setdefault(name, BeforeZero() if _BELOW_ZERO.fullmatch(typed) else wrong)
        return None


def values_of(found: Ruled | None) -> dict[str, str]:
    """Return what stands in the fields when the form is opened."""
    written = found.written if found and found.written else Written()
    values = dict.fromkeys(WHEN, "") | {"kind": "session", "anchor": "start"}
    if found is not None:
        row = found.rule
        values |= {
            "kind": row.kind.value,
            "anchor": row.anchor.value,
            "course": _typed(row.course_id),
            "days": _typed(None if row.days_before is None else abs(row.days_before)),
            "at": f"{row.at:%H:%M}" if row.at else "",
            "minutes": _typed(None if row.minutes_before is None else abs(row.minutes_before)),
            "weekday": _typed(row.weekday),
        }
    return values | writing_form.values_of(written)


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)
