"""Plain words that are nobody's name are answered with the query that may be meant."""

import pytest

from bot.actions import access
from bot.queries.search import meaning
from bot.rules.search.meant import mended
from bot.rules.search.refused import UnknownValue, UnknownValueNear
from storage.database import Database
from storage.staff import Staff
from tests.support import seekers
from tests.support.founding import NOW

DANISH = {
    "hold bus": "hold:BUS",
    "kvinder på Service": "køn:kvinde hold:SERVICE",
    "kategori jobparat": "kategori:jobparat",
    "jobparate der taler tigrinya": "kategori:jobparat sprog:tigrinya",
    "jobparatt": "kategori:jobparat",
    "fravær over 2": "fravær>2",
    "ingen praktik": "praktik:ingen",
    "ikke i praktik": "praktik:ingen",
    "i praktik": "praktik:igang",
    "mine borgere": "sagsbehandler:mig",
    "hvem har job": "udfald:job",
    "klar til job": "parat:ja",
    "jobklare kvinder": "parat:ja køn:kvinde",
    "ikke selvforsørgende": "selvforsørgende:nej",
    "ikke kvinder": "ikke køn:kvinde",
    "ikke hørt fra i 14 dage": "tavs>14dage",
    "starter i dag": "start:i dag",
    "dansk du2": "dansk:DU2",
    "kvinder sprog:ti": "køn:kvinde sprog:ti",
    "Jens bus": "Jens hold:BUS",
}
ENGLISH = {
    "who has a job": "outcome:job",
    "job-ready women": "ready:yes gender:woman",
    "my people": "caseworker:me",
    "caseworker me": "caseworker:me",
    "hours less than 20": "hours<20",
    "without placement": "placement:none",
}
NOTHING = (
    *("Selam", "Selam bus", "sprog:ti", "praktik slutter snart", 'hold "bus"', "", "og", "en"),
    "timer under 20 37",
)


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_may_be_meant_is_offered_as_a_query_that_can_be_asked(
    sqlite: Database, language: str
) -> None:
    town = seekers.build(sqlite)
    with sqlite.reading() as db:
        mette = access.staff(db.get_one(Staff, town.staff["Mette"]))

        def offered(text: str) -> str:
            return meaning.within(db, mette, text, language=language, now=NOW)

        for typed, means in (DANISH if language == "da" else ENGLISH).items():
            assert offered(typed) == means
        assert [offered(typed) for typed in NOTHING] == [""] * len(NOTHING)


def test_nothing_that_is_typed_is_too_much(sqlite: Database) -> None:
    town = seekers.build(sqlite)
    with sqlite.reading() as db:
        karin = access.staff(db.get_one(Staff, town.staff["Karin"]))
        for typed in ("bus " * 5_000, "x" * 10_000, "ikke " * 12, "hold", "ikke", "hold hold"):
            assert meaning.within(db, karin, typed, language="da", now=NOW) in {"", "hold:BUS"}
        assert meaning.within(db, karin, "jobparate", language="da", now=NOW)


def test_a_slip_is_mended_in_its_place() -> None:
    wrong = UnknownValueNear(5, 8, word="Fasttrak", name="hold", near="Fast Track 2")
    assert mended("hold:Fasttrak sprog:ti", wrong) == 'hold:"Fast Track 2" sprog:ti'
    assert mended("hold:Fasttrak", UnknownValue(5, 8, word="Fasttrak", name="hold")) == ""
