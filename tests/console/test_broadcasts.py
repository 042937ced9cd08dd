"""A broadcast is written, looked at as each person gets it, and sent by who has seen that."""

import re
from html import unescape

import pytest
from httpx2 import Response
from sqlmodel import col, func, select, update

from storage.broadcasts import Broadcast, Recipient
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import BroadcastState, Language, Role
from tests.console.office import HIDDEN, ROOT, Office, Window
from tests.support import shelf
from tests.support.founding import DAY, NOW

ADD = "/broadcasts/add"
TEXTS = {
    "text_da": "Hej {name}. Husk {session} kl. {time}.",
    "text_ar": "مرحبًا {name}. تذكير: {session} الساعة {time}.",
    "reviewed_ar": "yes",
}
ISOLATES = re.compile("[\u2068\u2069\u200f]")


def plan(office: Office, **values: str) -> dict[str, str]:
    """Return a form as it is filled in for the service course."""
    course, session = office.town.courses["Service"], office.town.sessions["cv"]
    chosen = {f"course-{course}": "on", "session": str(session), "when": "now", "do": "look"}
    return {**TEXTS, **chosen, "reply": "nothing", "useful_hours": "48", **values}


def pressed(window: Window, path: str, values: dict[str, str], **files: bytes) -> Response:
    """Send the form of a page as a browser does."""
    chosen = {name: (f"{name}.jpg", content) for name, content in files.items()}
    form = window.form(path) | values
    return window.client.post(ROOT + path, data=form, files=chosen)


def written(office: Office, window: Window, **values: str) -> str:
    """Keep a draft; return where it is looked at."""
    answer = pressed(window, ADD, plan(office, **values))
    assert answer.status_code == 303, said(answer)
    return answer.headers["location"].removeprefix(ROOT)


def said(answer: Response) -> str:
    """Return the words of a page."""
    return " ".join(ISOLATES.sub("", unescape(re.sub("<[^>]+>", " ", answer.text))).split())


def confirmation(page: str) -> dict[str, str]:
    """Return the hidden fields of the form that sends it."""
    [form] = [part for part in page.split("<form") if 'name="mark"' in part]
    return dict(HIDDEN.findall(form))


def broadcasts(office: Office) -> list[Broadcast]:
    with office.database.reading() as db:
        return list(db.exec(select(Broadcast)))


def notices(office: Office) -> int:
    with office.database.reading() as db:
        return db.exec(
            select(func.count()).select_from(Outbox).where(Outbox.kind == "broadcast")
        ).one()


def test_it_is_sent_by_who_has_seen_what_each_person_gets(office: Office) -> None:
    window = office.at("Mette")
    path = written(office, window)
    page = window.get(path)
    assert "مرحبًا أمل حداد. تذكير: ورشة السيرة الذاتية الساعة 14:00." in said(page)
    assert "Tigrinya: 2 people, and no translation is reviewed" in said(page)
    assert "It cannot be sent like this" in said(page)
    assert 'name="mark"' not in page.text
    window.post(path, window.form(path) | {"do": "decide", "gap_ti": "danish"})
    page = window.get(path)
    assert "Hej Rahwa Kidane. Husk ወርክሾፕ" not in said(page), "a Danish text has Danish values"
    assert "Hej Rahwa Kidane. Husk CV-workshop kl. 14:00." in said(page)
    assert "Send to 3 people" in said(page)
    form = confirmation(page.text)
    for _ in range(2):
        assert window.post(path, form).status_code == 303
    assert [one.state for one in broadcasts(office)] == [BroadcastState.SENDING]
    assert notices(office) == 3


@pytest.mark.parametrize(
    ("values", "files", "field", "words"),
    [
        ({"text_da": "Å" * 3100, "text_ar": ""}, {}, "text_da", "too long by"),
        ({"text_da": "Hej {nane}"}, {}, "text_da", "“{nane}” cannot be filled in"),
        ({"text_da": "Hej"}, {}, "text_ar", "Only here: {name}, {session}, {time}"),
        ({"session": ""}, {}, "session", "Choose the session that {session}, {time} stand for"),
        ({}, {"file_da": b"PK a letter"}, "file_da", "This file cannot be sent along"),
        ({}, {"file_da": b"%PDF-" + bytes(20 * 1024 * 1024)}, "file_da", "at most 20 MB"),
        ({"audience": "none"}, {}, "audience", "Choose at least one group"),
        ({"when": "at", "send_on": "2026-11-22", "send_at": "10:00"}, {}, "send_at", "has passed"),
        ({"when": "at", "send_on": "2027-03-28", "send_at": "02:30"}, {}, "send_at", "not exist"),
        ({"send_on": "2026-12-22"}, {}, "send_on", "what it belongs to is not chosen"),
        ({"when": "weekly", "recurs_at": "08:00"}, {}, "recurs_course", "Choose the course"),
        ({"reply": "choices"}, {}, "reply", "Write the answers"),
        ({"is_urgent": "yes"}, {}, "override", "Write why it cannot wait"),
        ({"find": "Sel"}, {}, "find", "Tick those you mean"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    sqlite_office: Office, values: dict[str, str], files: dict[str, bytes], field: str, words: str
) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    form = plan(office, **values)
    if "audience" in values:
        form.pop(f"course-{office.town.courses['Service']}")
    answer = pressed(window, ADD, form, **files)
    assert answer.status_code == 422
    error = re.search(rf'<span class="error" id="{field}-error">(.*?)</span>', answer.text)
    assert error, said(answer)
    assert words in ISOLATES.sub("", unescape(error[1]))
    assert form["text_da"] in unescape(answer.text)
    assert broadcasts(office) == []


def test_people_are_found_by_name_and_an_audience_tells_why(sqlite_office: Office) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    samir = office.town.people["Samir"]
    page = pressed(window, ADD, plan(office, find="aziz", do="find"))
    assert page.status_code == 200
    assert f'name="person-{samir}"' in page.text
    assert TEXTS["text_da"] in unescape(page.text)
    path = written(office, window, **{f"person-{samir}": "on", "language-ar": "on"})
    assert "1 of them has no chat that works" in said(window.get(path))
    found = said(window.get(path.replace("preview", "audience")))
    assert "2 people get it" in found
    assert "Samir Aziz RAN-105 Arabic Chosen by name" in found
    assert "Selam Tesfay RAN-101 reads another language The service course" in found


def test_what_was_chosen_stays_in_the_form_when_it_is_long_over(sqlite_office: Office) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    group = f"undecided-{office.town.sessions['cv']}"
    path = written(office, window, **{group: "on", "language-en": "on"})
    office.clock.move_to(NOW + 60 * DAY)
    page = office.at("Mette").get(path.replace("preview", "change")).text
    for name in (group, "language-en"):
        assert f'name="{name}" value="on" checked' in page


def test_a_template_brings_its_words_as_far_as_they_are_reviewed(sqlite_office: Office) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    template = str(shelf.found(office.database, office.town)["template"])
    empty = dict.fromkeys(TEXTS, "")
    page = pressed(window, ADD, plan(office, **empty, template=template, do="template"))
    assert "أحضر الطعام" in page.text
    assert "mad.jpg" in page.text
    texts = {"text_da": "Husk mad", "text_ar": "أحضر الطعام", "reviewed_ar": ""}
    path = written(office, window, **texts, taken=template)
    page = window.get(path)
    assert "/da" in re.findall(r'<img src="([^"]*)"', page.text)[0]
    again = pressed(window, ADD, plan(office, template=template, do="template"))
    assert "Something is written already" in again.text


def test_what_is_doubtful_is_said_and_can_be_sent(sqlite_office: Office) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    with office.database.transaction() as db:
        db.exec(update(Participant).values(caseworker_id=None))
    text = "Samir og {caseworker} venter kl. 9"
    texts = {"text_da": text, "text_ar": "", "reviewed_ar": ""}
    gaps = {"gap_ti": "wait", "gap_ar": "danish"}
    page = said(window.get(written(office, window, **texts, **gaps)))
    assert "“Samir” is the first name of one of your people" in page
    assert "The text says kl. 9, and the session is at 14:00" in page
    assert "{caseworker} cannot be filled in for 3 people" in page
    assert "Send to 3 people" in page


def test_to_many_the_number_is_typed_and_a_colleague_approves(office: Office) -> None:
    crowd = [
        Participant(municipality_id=1, reference=f"R{n}", name=f"A{n}", language=Language.DANISH)
        for n in range(50)
    ]
    with office.database.transaction() as db:
        db.add_all(crowd)
        db.exec(update(Municipality).values(approve_above=54))
        ida = Staff(municipality_id=1, email="ida@example.dk", name="Ida", role=Role.CASEWORKER)
        db.add(ida)
        db.flush()
        office.town.staff["Ida"] = ida.id or 0
    mette, colleague = office.at("Mette"), office.at("Ida")
    path = written(office, mette, municipality="on", gap_ti="wait")
    form = confirmation(mette.get(path).text)
    answer = mette.post(path, form | {"typed": "54"})
    assert answer.status_code == 422
    assert "Type how many people it goes to, 55, to send it." in said(answer)
    assert mette.post(path, form | {"typed": "55"}).status_code == 303
    assert [one.state for one in broadcasts(office)] == [BroadcastState.AWAITING]
    assert "Waits for your approval" not in mette.get("/").text
    assert path in colleague.get("/").text
    assert notices(office) == 0
    agreed = path.replace("preview", "approve")
    assert colleague.post(agreed, colleague.form(path, mark="of another")).status_code == 422
    assert notices(office) == 0
    assert colleague.post(agreed, colleague.form(path)).status_code == 303
    assert notices(office) == 55


def test_who_has_seen_another_draft_or_number_looks_again(sqlite_office: Office) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    path = written(office, window, gap_ti="wait")
    form = confirmation(window.get(path).text)
    change = path.replace("preview", "change")
    pressed(window, change, plan(office, gap_ti="danish"))
    assert "Somebody has changed this broadcast" in said(window.post(path, form))
    with office.database.transaction() as db:
        db.exec(update(Participant).values(erased_at=NOW))
    assert "Nobody is in this audience now" in said(window.get(path))
    assert window.post(path, form).status_code == 422
    assert notices(office) == 0


def test_what_is_scheduled_can_be_taken_back(sqlite_office: Office) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    later = {"when": "at", "send_on": "2026-11-23", "send_at": "22:30", "gap_ti": "wait"}
    path = written(office, window, **later)
    page = window.get(path)
    assert "it leaves Tue 24/11 07:00" in said(page)
    window.post(path, confirmation(page.text))
    assert [one.state for one in broadcasts(office)] == [BroadcastState.SCHEDULED]
    window.post(path.replace("preview", "take-back"), window.form(path))
    [row] = broadcasts(office)
    assert row.state is BroadcastState.DRAFT
    with office.database.reading() as db:
        left = select(Recipient).where(col(Recipient.broadcast_id) == row.id)
        assert db.exec(left).all() == []
