"""The catalogues in `locales/`, read from their .po files when first needed."""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parents[2] / "locales"


@cache
def translations(domain: str, language: str) -> gettext.NullTranslations:
    """Return the catalogue `domain` in this language; English is the source itself."""
    file = LOCALES / language / "LC_MESSAGES" / f"{domain}.po"
    if not file.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language, domain=domain))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
