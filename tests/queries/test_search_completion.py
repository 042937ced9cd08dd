"""As a caseworker types, the words that may follow are offered, most likely first."""

from bot.actions import access
from bot.queries.search import completing
from storage.database import Database
from storage.staff import Staff
from tests.support import seekers


def test_what_may_follow_is_offered_in_the_readers_language(sqlite: Database) -> None:
    town = seekers.build(sqlite)
    with sqlite.reading() as db:
        mette = access.staff(db.get_one(Staff, town.staff["Mette"]))

    def offered(text: str, language: str = "da") -> list[str]:
        found = completing.complete(sqlite, mette, text, len(text), language=language)
        return [one.text for one in found]

    assert offered("ho")[0] == "hold:"
    assert offered("cou", "en") == ["course:"]
    assert offered("frav") == ["fravær>"]
    assert offered("fravær") == [f"fravær{sign}" for sign in (":", "!=", "<", "<=", ">", ">=")]
    assert offered("jobpar") == ["kategori:Jobparat"]
    assert offered("arab", "en") == ["language:Arabic"]
    assert offered("sprog:ar") == ["arabisk"]
    assert offered("language:", "en")[:2] == ["Tigrinya", "Arabic"]
    assert offered("hold:bus") == ["Busforløbet", "BUS"]
    assert offered("hold:fa") == ['"Fast Track 2"']
    assert offered('hold:"fast t') == ['"Fast Track 2"']
    assert offered("kategori:akt") == ["Aktivitetsparat"]
    assert offered("sagsbehandler:m")[:2] == ["mig", '"Mette Holm"']
    assert offered("sprog:ti ")[:3] == ["og ", "eller ", "ikke "]
    assert offered("(") == offered("")
    assert "og " not in offered("")
    assert offered("sprog:ti og ")[0] == "ikke "
    assert offered("dansk>=") == ["DU1", "DU2", "DU3", "ingen", "nogen"]
    assert offered("a ) b") == offered("navn:") == offered("og og") == []
    (found,) = completing.complete(sqlite, mette, "hold:fast sprog:ti", 9, language="da")
    assert (found.start, found.end) == (5, 9)
    (field,) = completing.complete(sqlite, mette, "tavs", 3, language="en")[:1]
    assert field.help.startswith("How long the person has neither answered")
