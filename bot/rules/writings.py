"""What staff may write for people, side by side in several languages."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bot.rules import variables
from bot.rules.enclosures import Enclosure
from bot.rules.refusals import Refused
from bot.rules.written import units
from storage.vocabulary import Language

LONGEST = 3000
LONGEST_WITH_ENCLOSURE = 500
"""UTF-16 units as it is said. Telegram takes 4096, and 1024 below a file.

Ours come to it: who has sent it, that it is Danish and whom to call, and what was answered.
"""
MOST_CHOICES = 4
LONGEST_CHOICE = 40


class NotWritten(Refused):
    """Write this text. The others translate it."""


class WritingTooLong(Refused):
    """This is too long by {over} characters, with what is filled in. At most {limit} are sent."""


class EnclosureWithoutText(Refused):
    """A file is sent along in this language. Write the text that it belongs to, or take it out."""


class ChoiceNotWritten(Refused):
    """Write this answer in this language too: the buttons are the same in all of them."""


class ChoiceTooLong(Refused):
    """This is too long for a button: at most {limit} characters."""


class NoVariableHere(Refused):
    """Nothing is filled in on a button. Write it without braces."""


class TooManyChoices(Refused):
    """At most {limit} answers can be offered."""


@dataclass(frozen=True)
class Draft:
    """What was typed in one language; `reviewed` says that it was reviewed as it is here."""

    text: str = ""
    choices: tuple[str, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True)
class Contents:
    """What a form says of a writing: its texts, the files that are put in, and taken out."""

    texts: Mapping[Language, Draft] = field(default_factory=dict)
    enclosed: Mapping[Language, Enclosure] = field(default_factory=dict)
    taken_out: frozenset[Language] = frozenset()


def check(drafts: Mapping[Language, Draft], *, enclosed: Collection[Language] = ()) -> None:
    """Raise a refusal for what cannot be sent; `enclosed` are the languages that have a file.

    Its `field` is `text_da`, or `choice_ar_0`. The words themselves are not looked at.
    """
    for language in {Language.DANISH: None, **drafts}:
        check_one(language, drafts, is_enclosed=language in enclosed)


def check_one(language: Language, drafts: Mapping[Language, Draft], *, is_enclosed: bool) -> None:
    """Raise a refusal for what cannot be sent in one language."""
    draft = drafts.get(language, Draft())
    danish = drafts.get(Language.DANISH, Draft())
    if draft.text:
        _check_text(language, draft, danish, is_enclosed=is_enclosed)
        _check_choices(language, draft, danish)
    elif language is Language.DANISH:
        raise NotWritten(field=text_field(language))
    elif is_enclosed:
        raise EnclosureWithoutText(field=text_field(language))


def text_field(language: Language) -> str:
    """Return the name of the field with the text in a language."""
    return f"text_{language}"


def choice_field(language: Language, number: int) -> str:
    """Return the name of the field with a choice; the first is 0."""
    return f"choice_{language}_{number}"


def fields(drafts: Mapping[Language, Draft]) -> Iterator[tuple[str, str]]:
    """Yield the name of each field and what was typed there."""
    for language, draft in drafts.items():
        yield text_field(language), draft.text
        for number, choice in enumerate(draft.choices):
            yield choice_field(language, number), choice


def _check_text(language: Language, draft: Draft, danish: Draft, *, is_enclosed: bool) -> None:
    name = text_field(language)
    variables.check(draft.text, field=name)
    variables.check_same(draft.text, danish.text, field=name)
    limit = LONGEST_WITH_ENCLOSURE if is_enclosed else LONGEST
    over = variables.longest(draft.text) - limit
    if over > 0:
        raise WritingTooLong(over=over, limit=limit, field=name)


def _check_choices(language: Language, draft: Draft, danish: Draft) -> None:
    if max(len(draft.choices), len(danish.choices)) > MOST_CHOICES:
        raise TooManyChoices(limit=MOST_CHOICES, field=choice_field(language, MOST_CHOICES))
    for number in range(max(len(draft.choices), len(danish.choices))):
        name = choice_field(language, number)
        choice = draft.choices[number] if number < len(draft.choices) else ""
        if not choice:
            raise ChoiceNotWritten(field=name)
        if number >= len(danish.choices):
            raise ChoiceNotWritten(field=choice_field(Language.DANISH, number))
        if units(choice) > LONGEST_CHOICE:
            raise ChoiceTooLong(limit=LONGEST_CHOICE, field=name)
        if "{" in choice or "}" in choice:
            raise NoVariableHere(field=name)
