"""The library of templates, and the form in which staff write in four languages."""

import re
from dataclasses import replace
from html import unescape

import pytest
from httpx2 import Response

from bot.console.translator import Translator, TranslatorAway
from bot.rules.enclosures import BIGGEST
from storage import writings
from storage.vocabulary import Language
from tests.console.office import ROOT, Office, Window
from tests.support import shelf
from tests.support.media import JPEG

LUNCH = {"name": "Madpakke", "text_da": "Husk mad, {name}", "text_ar": "أحضر الطعام، {name}"}
TOO_BIG = b"%PDF-" + bytes(BIGGEST)


def sent(window: Window, path: str, values: dict[str, str], **files: bytes) -> Response:
    """Send the form of a page with files, each by the name of its field."""
    chosen = {name: (f"{name}.bin", content) for name, content in files.items()}
    return window.client.post(ROOT + path, data=window.form(path) | values, files=chosen)


def typed(page: str, name: str) -> str:
    """Return what stands in a text of a form."""
    found = re.search(rf'<textarea id="{name}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def test_a_template_is_added_reviewed_and_put_away(office: Office) -> None:
    window, path = office.at("Mette"), "/settings/templates"
    answer = sent(window, f"{path}/add", LUNCH, file_ar=JPEG)
    assert answer.status_code == 303
    [template] = shelves(office)
    page = window.get(f"{path}/{template}").text
    assert typed(page, "text_ar") == LUNCH["text_ar"]
    assert "file_ar.bin.jpg" in page
    assert "Draft, not reviewed" in page
    sent(window, f"{path}/{template}", LUNCH | {"reviewed_ar": "yes", "take_out_ar": "yes"})
    page = window.get(f"{path}/{template}").text
    assert "Reviewed by" in page
    assert "file_ar.bin.jpg" not in page
    window.post(f"{path}/{template}/retire", window.form(path))
    assert shelves(office) == []
    assert "1 template is put away" in window.get(path).text


@pytest.mark.parametrize(
    ("values", "files", "field", "words"),
    [
        ({"text_da": "Husk {nane}"}, {}, "text_da", "“{nane}” cannot be filled in"),
        ({"text_ar": "أحضر"}, {}, "text_ar", "Missing here: {name}"),
        ({"text_da": "Kontanthjælp til {name}"}, {}, "text_da", "must not be sent over Telegram"),
        ({"choice_da_3": "Ja"}, {}, "choice_ar_0", "Write this answer in this language too"),
        ({}, {"file_ar": b"PK a letter"}, "file_ar", "This file cannot be sent along"),
        ({}, {"file_ar": TOO_BIG}, "file_ar", "at most 20 MB"),
        ({"name": ""}, {"file_ar": JPEG}, "file_ar", "once more"),
    ],
)
def test_what_is_refused_stands_beside_its_field_and_nothing_typed_is_lost(
    sqlite_office: Office,
    values: dict[str, str],
    files: dict[str, bytes],
    field: str,
    words: str,
) -> None:
    window, form = sqlite_office.at("Mette"), LUNCH | values
    answer = sent(window, "/settings/templates/add", form, **files)
    assert answer.status_code == 422
    error = re.search(rf'<span class="error" id="{field}-error">(.*?)</span>', answer.text)
    assert error
    assert words in re.sub("[\u2068\u2069]", "", unescape(error[1]))
    for name in ("text_da", "text_ar"):
        assert typed(answer.text, name) == form[name]
    assert shelves(sqlite_office) == []


class Dictionary:
    """A translation service that knows one text, and is away for any other."""

    def translate(self, text: str, source: Language, target: Language) -> str:
        assert source is Language.DANISH
        known = {("Husk mad", Language.TIGRINYA): "መግቢ ሓዙ"}
        if (text, target) not in known:
            raise TranslatorAway
        return known[text, target]


def suggesting(office: Office, translator: Translator) -> Office:
    """Return the same office with a translation service."""
    other = Office(office.database, office.town)
    other.serve(replace(other.context, translator=translator))
    return other


def test_a_service_fills_what_is_empty_and_overwrites_nothing(sqlite_office: Office) -> None:
    path = "/settings/templates/add"
    assert "Suggest a translation" not in sqlite_office.at("Mette").get(path).text
    window = suggesting(sqlite_office, Dictionary()).at("Mette")
    form = {"text_da": "Husk mad", "text_ar": "أحضر الطعام"}
    page = sent(window, path, form | {"suggest": "ti"}).text
    assert (typed(page, "text_ti"), typed(page, "text_en")) == ("መግቢ ሓዙ", "")
    page = sent(window, path, form | {"suggest": "ar"}).text
    assert typed(page, "text_ar") == "أحضر الطعام"
    assert "Something is written here" in page
    page = sent(window, path, form | {"suggest": "en"}).text
    assert 'id="text_en-error">The translation service gives no answer' in page
    assert typed(page, "text_ar") == "أحضر الطعام"
    assert shelves(sqlite_office) == []


def test_a_file_is_shown_as_what_it_is_and_brought_by_nobody_unknown(
    sqlite_office: Office,
) -> None:
    numbers = shelf.found(sqlite_office.database, sqlite_office.town)
    found = sqlite_office.at("Mette").get(f"/writings/{numbers['writing']}/da")
    assert (found.content, found.headers["content-type"]) == (JPEG, "image/jpeg")
    stranger = sqlite_office.window().client.post(
        f"{ROOT}/settings/templates/add", files={"file_da": ("skema.pdf", TOO_BIG)}
    )
    assert stranger.status_code == 409


def shelves(office: Office) -> list[int]:
    """Return the numbers of the templates of Randers' own that are in use."""
    with office.database.reading() as db:
        return [one.id or 0 for one in writings.templates_of(db, 1) if one.key is None]
