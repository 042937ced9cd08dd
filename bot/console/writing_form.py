"""The fields of a writing: text, answers and file of each language, side by side.

`templates/writing.html` shows them. A form with more fields inherits from `WritingFields`, is
read with `posted(form, (*NAMES, …))`, and gives its page what `shown` returns.
"""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.console.fields import Fields
from bot.console.language import CALLED, Speech
from bot.console.translator import Translator, TranslatorAway
from bot.console.uploads import Upload
from bot.console.visit import Visit
from bot.queries.writings import Written
from bot.rules import enclosures, writings as rules
from bot.rules.enclosures import Enclosure
from bot.rules.refusals import Refused
from bot.rules.writings import (
    LONGEST_CHOICE,
    MOST_CHOICES,
    Contents,
    Draft,
    NotWritten,
    choice_field,
    text_field,
)
from bot.rules.written import clean
from storage.vocabulary import Language

LANGUAGES = (Language.DANISH, Language.ARABIC, Language.TIGRINYA, Language.ENGLISH)
"""In the order in which they stand."""
PLACES = range(MOST_CHOICES)
CHOICES = tuple(choice_field(one, place) for one in LANGUAGES for place in PLACES)
NAMES = (
    *(f"{name}_{one}" for one in LANGUAGES for name in ("text", "reviewed", "file", "take_out")),
    *CHOICES,
)
LIMITS = dict.fromkeys(CHOICES, LONGEST_CHOICE)
YES = "yes"


class ChooseAgain(Refused):
    """Choose “{name}” once more: a file is kept only when all is saved."""


class WrittenAlready(Refused):
    """Something is written here. Empty the field to have a translation suggested."""


class WritingFields(Fields):
    """The fields of a writing, and whatever else a form has."""

    def contents(self, files: Mapping[str, Upload], written: Written) -> Contents:
        """Return what the form says of what is `written` so far; of use when there is no error."""
        self._close_ranks()
        drafts = {one: self._draft(one) for one in LANGUAGES}
        taken_out = frozenset(one for one in LANGUAGES if self.values[f"take_out_{one}"])
        enclosed = self._enclosed(files)
        kept = {one for one, side in written.sides.items() if side.file_kind} - taken_out
        for language in LANGUAGES:
            with self.refusals():
                rules.check_one(language, drafts, is_enclosed=language in {*kept, *enclosed})
        return Contents(drafts, enclosed, taken_out)

    def suggest(self, translator: Translator, wanted: str) -> None:
        """Fill the empty fields of a language with what the service suggests for the Danish."""
        if wanted not in LANGUAGES or wanted == Language.DANISH:
            return
        language, field = Language(wanted), text_field(Language(wanted))
        pairs = [(text_field(Language.DANISH), field)]
        pairs += [(choice_field(Language.DANISH, n), choice_field(language, n)) for n in PLACES]
        empty = [(here, there) for here, there in pairs if not self.values[there]]
        if not self.values[text_field(Language.DANISH)]:
            self.refuse(NotWritten(field=text_field(Language.DANISH)))
        elif self.values[field]:
            self.refuse(WrittenAlready(field=field))
        else:
            self._translate(translator, language, [one for one in empty if self.values[one[0]]])

    def forget_files(self, files: Mapping[str, Upload]) -> None:
        """Say of each file that was chosen in vain that it must be chosen again."""
        for name in (f"file_{one}" for one in LANGUAGES):
            if name in files and files[name].name:
                self.errors.setdefault(name, ChooseAgain(name=files[name].name))

    def _translate(
        self, translator: Translator, language: Language, pairs: list[tuple[str, str]]
    ) -> None:
        for here, there in pairs:
            try:
                said = translator.translate(self.values[here], Language.DANISH, language)
            except TranslatorAway as away:
                self.errors[there] = away
                return
            self.values[there] = clean(said).strip()

    def _draft(self, language: Language) -> Draft:
        typed = [self.values[choice_field(language, place)] for place in PLACES]
        while typed and not typed[-1]:
            typed.pop()
        is_reviewed = bool(self.values[f"reviewed_{language}"])
        return Draft(self.values[text_field(language)], tuple(typed), reviewed=is_reviewed)

    def _close_ranks(self) -> None:
        """Let no place stay empty between answers, so that each has its number."""
        used = [n for n in PLACES if any(self.values[choice_field(one, n)] for one in LANGUAGES)]
        for one in LANGUAGES:
            typed = [self.values[choice_field(one, place)] for place in used]
            typed += [""] * (MOST_CHOICES - len(typed))
            self.values |= {choice_field(one, n): typed[n] for n in PLACES}

    def _enclosed(self, files: Mapping[str, Upload]) -> dict[Language, Enclosure]:
        found = {}
        for one in LANGUAGES:
            upload = files.get(f"file_{one}")
            if upload is not None and upload.name:
                with self.refusals():
                    found[one] = enclosures.read(upload.content, upload.name, field=f"file_{one}")
        return found


def was_helped(visit: Visit, form: WritingFields) -> bool:
    """Tell whether the form asked for a translation, and wanted nothing saved; it has it then."""
    wanted, translator = visit.form.get("suggest"), visit.context.translator
    if wanted is None or translator is None:
        return False
    form.suggest(translator, wanted)
    form.forget_files(visit.files)
    return True


def values_of(written: Written) -> dict[str, str]:
    """Return what stands in the fields of a writing when its form is opened."""
    values = dict.fromkeys(NAMES, "")
    for language, side in written.sides.items():
        values[text_field(language)] = side.text
        values |= {choice_field(language, n): words for n, words in enumerate(side.choices)}
    return values


def shown(visit: Visit, form: WritingFields, written: Written) -> dict[str, Any]:
    """Return what a page needs to show the fields of a writing."""
    if form.errors:
        form.forget_files(visit.files)
    return {
        "form": form,
        "written": written,
        "tongues": CALLED,
        "places": PLACES,
        "limit_with_file": rules.LONGEST_WITH_ENCLOSURE,
        "suggests": visit.context.translator is not None,
        "writing_labels": labels(visit.speech),
    }


def labels(speech: Speech) -> dict[str, Markup]:
    """Return the name of each field, as a list of what is wrong gives it."""
    found = {}
    for one in LANGUAGES:
        name = speech.say(CALLED[one])
        found[text_field(one)] = speech.say("Text ({language})", language=name)
        found[f"file_{one}"] = speech.say("File ({language})", language=name)
        for place in PLACES:
            found[choice_field(one, place)] = speech.say(
                "Answer {number} ({language})", number=place + 1, language=name
            )
    return found
