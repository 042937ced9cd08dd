"""A list of people: `reference,name,language,municipality,caseworker,course,phone,gender`."""

from bot.actions import staff
from bot.actions.imports.people import WantedPerson
from bot.imports import cells
from bot.imports.reader import Kind, Reader
from bot.imports.table import Columns
from storage.vocabulary import Gender, Language

LANGUAGES = {
    "tigrinya": Language.TIGRINYA,
    "tigrinja": Language.TIGRINYA,
    "ትግርኛ": Language.TIGRINYA,
    "arabisk": Language.ARABIC,
    "arabic": Language.ARABIC,
    "العربية": Language.ARABIC,
    "dansk": Language.DANISH,
    "danish": Language.DANISH,
    "engelsk": Language.ENGLISH,
    "english": Language.ENGLISH,
}
GENDERS = {"kvinde": Gender.WOMAN, "mand": Gender.MAN, "andet": Gender.OTHER}


def parse(read: Reader) -> WantedPerson:
    """Return what one row wants."""
    return WantedPerson(
        reference=read.needed("reference", cells.reference),
        name=read.needed("name", cells.text),
        language=read.needed("language", cells.word(Language, LANGUAGES)),
        municipality=read.needed("municipality", cells.reference),
        caseworker=read.known("caseworker", staff.address),
        course=read.optional("course", cells.reference, ""),
        phone=read.known("phone", cells.phone),
        gender=read.optional("gender", cells.word(Gender, GENDERS), None),
        has_gender=read.has("gender"),
    )


KIND = Kind(
    columns=Columns(
        ("reference", "name", "language", "municipality", "course"),
        ("caseworker", "phone", "gender"),
        {"køn": "gender"},
    ),
    parse=parse,
    key=lambda wanted: (wanted.municipality.casefold(), wanted.reference),
    key_column="reference",
)
