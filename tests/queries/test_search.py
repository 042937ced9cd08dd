"""Caseworkers find people in their own words, and each row says why it was found."""

import pytest

from bot.actions import access
from bot.actions.access import OPERATOR, Caller
from bot.queries.search import finding
from bot.rules.refusals import NotThere
from bot.rules.search.refused import TooManyTerms
from bot.texts.staff import StaffVoice
from bot.texts.staff.searching import Telling
from storage.database import Database
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import Language
from tests.queries.asked import ASKED
from tests.support import seekers
from tests.support.founding import NOW, Town
from tests.support.seekers import TODAY


def caller(database: Database, town: Town, who: str) -> Caller:
    with database.reading() as db:
        return access.staff(db.get_one(Staff, town.staff[who]))


def found(database: Database, town: Town, by: Caller, text: str) -> str:
    names = {number: name for name, number in town.people.items()}
    rows = finding.find(database, by, text, now=NOW).rows
    return " ".join(sorted(names[row.id] for row in rows))


def test_each_query_finds_the_people_it_asks_for(database: Database) -> None:
    town = seekers.build(database)
    mette = caller(database, town, "Mette")
    wrong = {
        text: (expected, answer)
        for text, expected in ASKED.items()
        for answer in [found(database, town, mette, text)]
        if answer != expected
    }
    assert wrong == {}


def test_everybody_finds_their_own_people_and_the_operator_all(database: Database) -> None:
    town = seekers.build(database)
    jonas, karin = (caller(database, town, who) for who in ("Jonas", "Karin"))
    assert found(database, town, jonas, "kategori:jobparat") == "Noor"
    assert found(database, town, jonas, "udfald:job start>1/12/2026") == ""
    assert found(database, town, OPERATOR, "kategori:jobparat") == "Jens Noor Selam"
    assert found(database, town, OPERATOR, "kommune:Norddjurs") == "Noor"
    with pytest.raises(NotThere):
        finding.find(database, karin, "", now=NOW)
    with database.transaction() as db:
        db.get_one(Participant, town.people["Noor"]).erased_at = NOW
    assert found(database, town, OPERATOR, "sprog:ar") == "Amal Samir"


def test_who_sees_counts_learns_nothing_of_whom_they_know(database: Database) -> None:
    """Jens alone reads Danish and is to work at Arriva: is he jobparat, was his job rejected?"""
    town = seekers.build(database)
    karin = caller(database, town, "Karin")
    with database.transaction() as db:
        like = db.get_one(Participant, town.people["Jens"]).model_dump(exclude={"id"})
        for number in range(12):
            own = {"reference": f"M-{number}", "language": Language.ARABIC}
            db.add(Participant(**like | own))

    def told(text: str) -> int | None:
        with database.reading() as db:
            return finding.number(db, karin, text, now=NOW)

    assert (told(""), told("hold:ingen")) == (15, 10)
    for text in (
        "køn:mand",
        "hold:ingen eller (sprog:da parat:ja)",
        "hold:ingen eller (arbejdsgiver:arriva krav:afvist)",
    ):
        assert told(text) is None, text
    with pytest.raises(TooManyTerms):
        told(" eller ".join(f"timer>{number}" for number in range(11)))


def test_a_page_tells_how_many_there_are_in_all(sqlite: Database) -> None:
    town = seekers.build(sqlite)
    mette = caller(sqlite, town, "Mette")
    answer = finding.find(sqlite, mette, "", now=NOW, limit=2, offset=1)
    assert [row.name for row in answer.rows] == ["Rahwa Kidane", "Samir Aziz"]
    assert answer.total == 5 == finding.count(sqlite, mette, "", now=NOW)
    assert finding.find(sqlite, mette, "", now=NOW, limit=9, offset=9).total == 5


def why(database: Database, town: Town, text: str, language: Language) -> dict[str, str]:
    answer = finding.find(database, caller(database, town, "Mette"), text, now=NOW)
    telling = Telling(StaffVoice(language), answer.house, TODAY)
    return {row.name.split()[0]: "; ".join(telling.why(row.why)) for row in answer.rows}


def test_a_row_says_by_which_values_it_was_found(sqlite: Database) -> None:
    town = seekers.build(sqlite)
    danish, english = Language.DANISH, Language.ENGLISH
    assert why(sqlite, town, "fravær>2/30d og ikke kontakt<14d", danish) == {
        "أمل": "fravær: 3 i 30 dage; kontakt: for 41 dage siden"
    }
    assert why(sqlite, town, "hold:Bus (language:ar or udfald:job)", english) == {
        "Jens": "course: The bus course; outcome: job",
        "Samir": "course: The bus course; language: Arabic",
    }
    assert why(sqlite, town, "udfald:job start<30d praktik:ingen mål:nogen", danish) == {}
    assert why(sqlite, town, "udfald:job start<30d praktik:ingen timer<20/uge", danish) == {
        "Jens": "udfald: job; start: om 14 dage; praktik: ingen; timer: 0 t. om ugen"
    }
    assert why(sqlite, town, "kategori:jobparat dansk>=DU2 ikke udfald:job", danish) == {
        "Selam": "kategori: Jobparat; dansk: DU2.3; ikke udfald:job"
    }
