"""What came of a broadcast: each figure leads to its people, and what was wrong can be mended."""

from datetime import timedelta
from html import unescape

import pytest
from sqlmodel import select, update

from bot.delivery import compose
from bot.texts.message import Text
from storage.broadcasts import Broadcast
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import BroadcastRelation, Language, NoticeState
from tests.console.office import ROOT, Office, Window, hidden
from tests.support import outreach

NAMES = {"Selam", "أمل", "Jens", "Rahwa", "Samir"}
OVER = "This broadcast is over: there is nothing left to stop."
RESTS = "This broadcast is not being sent at the moment."
UNSENT = "Nothing of this broadcast has been sent yet."


@pytest.fixture
def numbers(sqlite_office: Office) -> dict[str, int]:
    return outreach.found(sqlite_office.database, sqlite_office.town)


@pytest.fixture
def mette(sqlite_office: Office) -> Window:
    return sqlite_office.at("Mette")


def posted(window: Window, path: str, deed: str, **values: str) -> tuple[int, str]:
    """Press a button on a page; return the status and what stands there then."""
    answer = window.post(f"{path}/{deed}", window.form("/broadcasts/1") | values)
    return answer.status_code, unescape(answer.text)


def asks(office: Office, number: int, who: str) -> int:
    """Return how many answers somebody's message offers."""
    with office.database.reading() as db:
        row = db.exec(
            select(Outbox).where(
                Outbox.broadcast_id == number, Outbox.participant_id == office.town.people[who]
            )
        ).one()
        said = compose.message(db, row, office.clock())
    return len(said.buttons) if isinstance(said, Text) else 0


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("lost", {"Rahwa", "Samir"}),
        ("uncertain", {"Jens"}),
        ("waiting", {"Selam"}),
        ("sent", {"أمل"}),
        ("answer1", {"أمل"}),
        ("answer0", set()),
        ("silent", {"Jens"}),
        ("nonsense", NAMES),
    ],
)
def test_each_figure_leads_to_its_people(
    mette: Window, numbers: dict[str, int], show: str, expected: set[str]
) -> None:
    page = mette.get(f"/broadcasts/{numbers['running']}?show={show}").text
    people = page[page.index('id="people"') :]
    assert {name for name in NAMES if name in people} == expected
    assert ("22 33 44 55" in people) == bool({"Rahwa", "Samir", "Jens"} & expected)


@pytest.mark.parametrize(
    ("which", "deed", "why"),
    [
        ("broadcast", "stop", OVER),
        ("broadcast", "pause", OVER),
        ("broadcast", "resume", OVER),
        ("draft", "pause", RESTS),
        ("draft", "stop", RESTS),
        ("draft", "withdraw", UNSENT),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(
    mette: Window, numbers: dict[str, int], which: str, deed: str, why: str
) -> None:
    path = f"/broadcasts/{numbers[which]}"
    status, page = posted(mette, path, deed)
    assert status == 409
    assert why in page
    assert "Bussen til virksomhedsbesøget" in page


def test_it_can_be_paused_and_goes_on(
    sqlite_office: Office, mette: Window, numbers: dict[str, int]
) -> None:
    path = f"/broadcasts/{numbers['running']}"
    assert posted(mette, path, "pause")[0] == 303
    page = mette.get(path).text
    assert "Paused" in page
    assert "/pause" not in page
    assert posted(mette, path, "resume")[0] == 303
    assert "/resume" not in mette.get(path).text


def test_only_the_languages_that_are_waited_for_can_be_translated(
    mette: Window, numbers: dict[str, int]
) -> None:
    path = f"/broadcasts/{numbers['running']}"
    page = mette.get(f"{path}/translate").text
    assert 'name="text_ti"' in page
    for language in ("da", "ar", "en"):
        assert f'name="text_{language}"' not in page
    status, refused = posted(mette, path, "translate", text_ti="{who}", choice_ti_0="ብሽክለታ")
    assert status == 422
    assert "{who}" in refused


def test_a_correction_says_what_will_happen_and_leads_there_and_back(
    sqlite_office: Office, mette: Window, numbers: dict[str, int]
) -> None:
    number = numbers["running"]
    path = f"/broadcasts/{number}"
    page = mette.get(f"{path}/correct").text
    assert "2 people have the message." in page
    assert "1 person who has not had it yet gets the right words only." in page
    assert "1 person reads \u2068Tigrinya\u2069." in page, "also who is still to get it"
    right = "Bussen kører alligevel."
    texts = {"text_da": right, "text_ar": "الحافلة تسير غدًا."}
    choices = {
        f"choice_{language}_{place}": answer
        for language in ("da", "ar")
        for place, answer in enumerate(("A", "B", "C"))
    }
    status, refused = posted(mette, path, "correct", **texts, **choices)
    assert status == 422
    assert "there is no reviewed translation" in refused
    assert right in refused
    decided = texts | choices | {"reviewed_ar": "yes", "gap_ti": "wait"}
    answer = mette.post(f"{path}/correct", mette.form(f"{path}/correct") | decided)
    assert answer.status_code == 303
    with sqlite_office.database.reading() as db:
        correction = db.exec(select(Broadcast).where(Broadcast.parent_id == number)).one()
        edits = db.exec(select(Outbox).where(Outbox.kind == "refresh")).all()
        owed = db.exec(select(Outbox).where(Outbox.broadcast_id == correction.id)).all()
    town = sqlite_office.town.people
    assert correction.relation is BroadcastRelation.CORRECTION
    assert {row.participant_id for row in owed} == {town["Amal"], town["Jens"]}
    assert {row.participant_id for row in edits} == {town["Amal"]}
    assert asks(sqlite_office, number, "Amal") == 0, "the correction asks in its place"
    assert asks(sqlite_office, correction.id or 0, "Amal") == 3
    assert asks(sqlite_office, number, "Selam") == 0, "not in words yet"
    assert f"/broadcasts/{correction.id}" in mette.get(path).text
    assert f'href="/console{path}"' in mette.get(f"/broadcasts/{correction.id}").text


def crowd(office: Office, number: int) -> None:
    """Let fifty more people have what Amal has."""
    with office.database.transaction() as db:
        theirs = Outbox.participant_id == office.town.people["Amal"]
        row = db.exec(select(Outbox).where(Outbox.broadcast_id == number, theirs)).one()
        for n in range(50):
            person = Participant(
                municipality_id=1, reference=f"R{n}", name=f"A{n}", language=Language.DANISH
            )
            db.add(person)
            db.flush()
            own = {"dedupe_key": f"crowd:{n}", "participant_id": person.id}
            db.add(Outbox(**row.model_dump(exclude={"id", *own}) | own))
        db.exec(update(Municipality).values(approve_above=52))


def test_a_correction_to_many_is_typed_approved_and_changed_as_a_draft(
    sqlite_office: Office, mette: Window, numbers: dict[str, int]
) -> None:
    path = f"/broadcasts/{numbers['running']}"
    crowd(sqlite_office, numbers["running"])
    page = mette.get(f"{path}/correct").text
    assert "Ask a colleague to approve it for 53 people" in page
    words = {"text_da": "Bussen kører alligevel.", "gap_ti": "wait", "gap_ar": "wait"}
    words |= {f"choice_da_{place}": answer for place, answer in enumerate("ABC")}
    form = mette.form(f"{path}/correct") | words
    for typed in ("", "52"):
        refused = mette.post(f"{path}/correct", form | {"typed": typed})
        assert refused.status_code == 422
        assert 'aria-describedby="typed-hint typed-error"' in refused.text
        assert "Bussen kører alligevel." in refused.text
    answer = mette.post(f"{path}/correct", form | {"typed": "53"})
    correction = answer.headers["location"].removeprefix(ROOT)
    assert "The correction waits for a colleague to approve it." in mette.get(correction).text
    assert "pause it if nobody else is to get them" in mette.get(path).text
    assert "A correction waits" in mette.get(f"{path}/correct").text
    correction = correction.partition("?")[0]
    assert posted(mette, correction, "take-back")[0] == 303
    change = mette.get(f"{correction}/change").text
    assert 'name="recurs_at"' not in change
    draft = words | {"when": "now", "useful_hours": "48", "do": "look", "text_da": "Ingen bus."}
    assert mette.post(f"{correction}/change", hidden(change) | draft).status_code == 303
    preview = mette.get(f"{correction}/preview").text
    assert "Who is still to get it gets the right words only." in preview
    assert "Ask a colleague to approve it for 53 people" in preview


def test_a_withdrawal_says_what_telegram_allows(
    sqlite_office: Office, mette: Window, numbers: dict[str, int]
) -> None:
    path = f"/broadcasts/{numbers['running']}/withdraw"
    assert "It is taken away from their phones." in mette.get(path).text
    sqlite_office.clock.move_to(sqlite_office.clock() + timedelta(days=2))
    assert "says instead that it no longer holds" in mette.get(path).text
    assert posted(mette, f"/broadcasts/{numbers['running']}", "withdraw")[0] == 303
    assert "It was withdrawn" in mette.get(path).text
    with sqlite_office.database.reading() as db:
        left = db.exec(
            select(Outbox).where(
                Outbox.broadcast_id == numbers["running"], Outbox.state == NoticeState.HELD
            )
        ).all()
    assert left == []


def test_send_again_begins_a_draft_for_those_alone(
    sqlite_office: Office, mette: Window, numbers: dict[str, int]
) -> None:
    number = numbers["running"]
    assert posted(mette, f"/broadcasts/{number}", "again")[0] == 303
    with sqlite_office.database.reading() as db:
        copy = db.exec(select(Broadcast).where(Broadcast.parent_id == number)).one()
    assert copy.audience["groups"] == [["unreached", [number]]]
