"""A word that must not go over Telegram is told beside the field that holds it, in every form."""

import re
from collections.abc import Iterator

from tests.console.office import Office
from tests.console.test_placements import form
from tests.console.test_schedule import NEW
from tests.support import offers

QUESTION = {"da": "Jeg er glad", "en": "I am happy", "ar": "أنا سعيد", "ti": "ሕጉስ እየ"}


def forms(office: Office) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield the address of each form, the rest of what is typed, and the field of the word."""
    found = offers.found(office.database, office.town)
    event = NEW | {"kind": "event", "everybody": "1"}
    window = office.at("Mette")
    added = window.save("/events/add", window.form("/events/add", **event)).headers["location"]
    yield f"{added.removeprefix('/console').partition('?')[0]}/change", event, "bring"
    yield "/events/add", event, "title_en"
    yield f"/companies/{found['company']}/change", {}, "contact"
    yield f"/slots/{found['slot']}/change", {}, "trade"
    yield f"/placements/{found['placement']}/change", {}, "contact"
    yield f"/nominations/{found['nomination']}", {}, "contact"
    yield "/settings/questions/add", QUESTION, "da"


def test_a_word_that_must_not_be_sent_is_told_beside_its_field(sqlite_office: Office) -> None:
    window = sqlite_office.at("Mette")
    for address, typed, name in forms(sqlite_office):
        answer = window.post(address, form(window, address) | typed | {name: "Om din sygdom"})
        told = re.search(rf'id="{name}-error">([^<]*)<', answer.text)
        assert told, address
        assert "must not be sent over Telegram" in told[1]
        assert 'value="Om din sygdom"' in answer.text


def test_an_answer_with_such_a_word_is_told_above_it(sqlite_office: Office) -> None:
    window, path = sqlite_office.at("Mette"), f"/people/{sqlite_office.town.people['Selam']}"
    answer = window.post(f"{path}/messages", window.form(path, text="Om din sygdom"))
    assert answer.status_code == 422
    assert "must not be sent over Telegram" in answer.text
