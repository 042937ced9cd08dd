"""The languages that a person can choose, in the order in which they are offered."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from storage.vocabulary import Language

NAMES = {
    Language.TIGRINYA: "ትግርኛ",
    Language.ARABIC: "العربية",
    Language.DANISH: "Dansk",
    Language.ENGLISH: "English",
}


@cache
def by_name() -> dict[str, Language]:
    """Return the languages by what people may type: each name in each of the languages."""
    found = {name.casefold(): language for language, name in NAMES.items()}
    for spoken in NAMES:
        for language in NAMES:
            name = Locale.parse(language.value).get_display_name(spoken.value)
            found.setdefault((name or language.value).casefold(), language)
    return found


def in_values(values: Mapping[str, object], reader: Language) -> dict[str, object]:
    """Return what fills in a sentence, with a language as its reader calls it, not as its code."""
    code = values.get("language")
    known = {} if code is None else {"language": called(Language(str(code)), reader)}
    return {**values, **known}


def called(language: Language, reader: Language) -> str:
    """Return what a language is called by those who read another one, as a line begins."""
    name = Locale.parse(language.value).get_display_name(reader.value) or NAMES[language]
    return name[0].upper() + name[1:]
