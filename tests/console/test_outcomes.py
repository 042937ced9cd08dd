"""A caseworker confirms, corrects and enters what somebody has found."""

import pytest
from sqlmodel import col, update

from storage import outbox
from storage.changes import Change
from storage.outcomes import Achievement, of_person
from storage.vocabulary import ChangeKind, ClaimState, Terms
from tests.console.office import Office, hidden
from tests.support import claim

NEW = {
    "kind": "igu",
    "employer": "Arla",
    "terms": "",
    "hours": "٢٥٫٥",
    "starts_on": "1/12",
    "ends_on": "",
    "evidence": "Aftale om IGU",
}


def path(office: Office, number: int, do: str) -> str:
    return f"/outcomes/{number}/{do}"


def kept(office: Office, number: int) -> Achievement:
    with office.database.reading() as db:
        return db.get_one(Achievement, number)


def test_a_claim_is_confirmed_once_and_its_questions_are_planned(office: Office) -> None:
    number = claim.found(office.database, office.town)
    window = office.at("Mette")
    person = f"/people/{office.town.people['Selam']}"
    page = window.get(person).text
    assert "Hotel Randers" in page
    assert "To be confirmed" in page
    form, confirm = window.form(person), path(office, number, "confirm")
    bare = window.post(confirm, form | {"evidence": " "})
    assert bare.status_code == 422
    assert kept(office, number).state is ClaimState.CLAIMED
    for _ in range(2):
        answer = window.post(confirm, form | {"evidence": "Kontrakt af 20/11"})
        assert answer.status_code == 303
    assert kept(office, number).state is ClaimState.CONFIRMED
    page = window.get(person).text
    for when in ("Tuesday 29/12", "Tuesday 2/3/2027", "Tuesday 1/6/2027"):
        assert f"Is asked \u2068{when}\u2069" in page
    late = window.post(confirm, form | {"evidence": "Lønseddel fra november"})
    assert "This is confirmed already." in late.text
    assert "Lønseddel fra november" in late.text
    assert kept(office, number).evidence == "Kontrakt af 20/11"
    window.post(path(office, number, "reject"), window.form(person))
    assert kept(office, number).state is ClaimState.CONFIRMED


def test_the_staff_enters_a_job_that_is_confirmed_at_once(office: Office) -> None:
    window = office.at("Mette")
    address = f"/people/{office.town.people['Selam']}/outcomes/add"
    form = window.form(address, **NEW)
    for _ in range(2):
        assert window.post(address, form).status_code == 303
    with office.database.reading() as db:
        [found] = of_person(db, office.town.people["Selam"])
        assert outbox.is_owed(db, f"outcome:{found.id}:confirmed")
    assert (found.state, found.hours, str(found.starts_on)) == (
        ClaimState.CONFIRMED,
        25.5,
        "2026-12-01",
    )
    assert "25,5" in window.get(f"/people/{office.town.people['Selam']}").text
    correct, supports = path(office, found.id or 0, "correct"), NEW | {"kind": "self_supporting"}
    assert window.post(correct, window.form(correct, **supports)).status_code == 303
    with office.database.reading() as db:
        key = f"outcome:{found.id}:confirmed"
        assert outbox.states(db, [key]) == {key: "superseded"}, "nobody is written to of benefits"


@pytest.mark.parametrize(
    ("wrong", "name", "sentence"),
    [
        ({"employer": " "}, "employer", "Fill in this field."),
        ({"employer": "Anders 010190-1234"}, "employer", "looks like a CPR number"),
        ({"employer": "x" * 201}, "employer", "at most 200"),
        ({"hours": "61"}, "hours", "is not a number of hours"),
        ({"starts_on": "31/2"}, "starts_on", "is not a date"),
        ({"ends_on": "1/11/2026"}, "ends_on", "ends before it starts"),
        ({"kind": "luck"}, "kind", "Choose what it is."),
        ({"evidence": ""}, "evidence", "a contract, a payslip or a register"),
        ({"evidence": "Set på hospitalet"}, "evidence", "must not be sent over Telegram"),
        ({"kind": "moved", "starts_on": ""}, "starts_on", "Fill in the day"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_kept(
    office: Office, wrong: dict[str, str], name: str, sentence: str
) -> None:
    window = office.at("Mette")
    address = f"/people/{office.town.people['Selam']}/outcomes/add"
    answer = window.post(address, window.form(address, **NEW) | wrong)
    assert answer.status_code == 422
    told = answer.text.split(f'id="{name}-error">')[1].split("<")[0]
    assert sentence in told
    with office.database.reading() as db:
        assert of_person(db, office.town.people["Selam"]) == []


def test_self_support_is_entered_corrected_and_ended_with_its_history(
    sqlite_office: Office,
) -> None:
    window, selam = sqlite_office.at("Mette"), sqlite_office.town.people["Selam"]
    add = f"/people/{selam}/outcomes/add"
    new = NEW | {"kind": "self_supporting", "evidence": "Register"}
    assert window.post(add, window.form(add, **new)).status_code == 303
    again = window.post(add, window.form(add, **new))
    assert "self-supporting from \u20681/12/2026\u2069" in again.text
    [found] = known(sqlite_office)
    assert (found.employer, found.hours) == ("", None)
    assert "still ahead" in window.get(f"/people/{selam}").text
    correct, end = (path(sqlite_office, found.id or 0, do) for do in ("correct", "end"))
    earlier = window.form(correct, **new | {"starts_on": "2026-11-20"})
    assert window.post(correct, earlier).status_code == 303
    refused = window.post(end, window.form(end, ends_on="2026-11-19"))
    assert "ends before it starts" in refused.text
    assert window.post(end, window.form(end, ends_on="2026-11-30")).status_code == 303
    page = " ".join(window.get(f"/people/{selam}").text.split())
    assert "by \u2068Mette Holm\u2069" in page
    for was, became in (("2026-12-01", "2026-11-20"), (None, "2026-11-30")):
        before = f'<del><time datetime="{was}"' if was else "Last day: <ins>"
        assert before in page
        assert f'<ins><time datetime="{became}"' in page


def test_what_came_from_a_list_does_not_look_as_if_the_person_had_told_it(
    sqlite_office: Office,
) -> None:
    window, selam = sqlite_office.at("Mette"), sqlite_office.town.people["Selam"]
    add = f"/people/{selam}/outcomes/add"
    assert window.post(add, window.form(add, **NEW)).status_code == 303
    entered = update(Change).where(col(Change.kind) == ChangeKind.OUTCOME_ENTERED)
    with sqlite_office.database.transaction() as db:
        db.exec(update(Achievement).values(entered_by=None, decided_by=None))
        db.exec(entered.values(staff_id=None, cause="import:1:2"))
    page = window.get(f"/people/{selam}").text
    assert "<dt>Told</dt>" not in page
    assert page.count("from a list") == 2, "beside the outcome, and in the history"
    assert "entered from a list" in window.get(f"/people/{selam}/readiness").text


def known(office: Office) -> list[Achievement]:
    with office.database.reading() as db:
        return of_person(db, office.town.people["Selam"])


def test_who_was_overtaken_sees_what_a_colleague_wrote_and_loses_nothing(
    sqlite_office: Office,
) -> None:
    number = claim.found(sqlite_office.database, sqlite_office.town)
    window, correct = sqlite_office.at("Mette"), path(sqlite_office, number, "correct")
    known = NEW | {"kind": "job", "employer": "Hotel Randers", "starts_on": "2026-12-01"}
    mine = window.form(correct, **known | {"employer": "Hotel Gudenå"})
    theirs = known | {
        "employer": "Hotel Randers ApS",
        "terms": "hourly",
        "starts_on": "2026-12-04",
    }
    assert window.post(correct, window.form(correct, **theirs)).status_code == 303
    refused = window.post(correct, mine)
    assert refused.status_code == 422
    assert (
        "changed this to “\u2068Hotel Randers ApS\u2069”. Save again to put yours" in refused.text
    )
    assert "this to “\u2068By the hour\u2069”, and so it stands here now" in refused.text
    assert "this to “\u20684/12/2026\u2069”" in refused.text
    assert 'value="Hotel Gudenå"' in refused.text
    again = hidden(refused.text) | known | {"employer": "Hotel Gudenå", "terms": "hourly"}
    for _ in range(2):
        assert window.post(correct, again).status_code == 303
    found = kept(sqlite_office, number)
    assert (found.employer, found.terms) == ("Hotel Gudenå", Terms.HOURLY)
