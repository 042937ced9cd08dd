"""The reasons for an absence are written by staff, in words that may go over Telegram."""

from html import unescape

from storage import absences
from tests.console.office import Office

OWN = {
    "icon_1": "📄",
    "da_1": "Bil i stykker",
    "en_1": "Car broken",
    "ar_1": "السيارة معطلة",
    "ti_1": "መኪና ተበላሽያ",
}


def test_a_reason_of_health_is_refused_beside_its_field(sqlite_office: Office) -> None:
    window, path = sqlite_office.at("Mette"), "/settings/reasons"
    empty = {f"{name}_{place}": "" for name in ("da", "en", "ar", "ti") for place in range(1, 5)}
    sick = OWN | {"da_3": "Syg", "en_3": "Ill", "ar_3": "مرض", "ti_3": "ሕማም"}
    answer = window.post(path, window.form(path) | empty | sick)
    assert answer.status_code == 422
    assert 'id="da_3-error"' in answer.text
    assert "must not be sent over Telegram" in unescape(answer.text)
    window.post(path, window.form(path) | empty | OWN)
    with sqlite_office.database.reading() as db:
        kept = [one.label_da for one in absences.reasons_of(db, 1)]
    assert kept == ["Bil i stykker"]
