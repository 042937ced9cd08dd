"""Asking at the command line: who is found, why, and what is said when nothing can be."""

import csv
import json

from storage.database import Database
from tests.cli.commands import Typed, refused
from tests.support import founding, seekers


def test_a_query_prints_its_people_in_three_forms(typed: Typed, database: Database) -> None:
    seekers.build(database)
    asked = ("query", "dansk>=DU2.3 kategori:jobparat")
    found = json.loads(typed(*asked, "--format", "json", "--language", "en").stdout)
    assert [(row["reference"], row["name"]) for row in found] == [
        ("RAN-103", "Jens Olesen"),
        ("RAN-101", "Selam Tesfay"),
    ]
    assert found[1]["why"] == ["danish: DU2.3", "category: Jobparat (ready for a job)"]
    rows = list(csv.DictReader(typed(*asked, "--format", "csv").stdout.splitlines()))
    assert [row["reference"] for row in rows] == ["RAN-103", "RAN-101"]
    assert rows[1]["why"] == "dansk: DU2.3; kategori: Jobparat"
    table = typed(*asked, "--as", "mette@example.dk").stdout.splitlines()
    assert [line.split()[0] for line in table] == ["RAN-103", "RAN-101"]


def test_a_query_that_finds_nobody_says_so(typed: Typed, database: Database) -> None:
    asked = ("query", "navn:zzz")
    assert typed(*asked).stdout.splitlines() == ["Ingen passer til søgningen."]
    founding.found(database)
    offered = typed("query", "hold bus").stdout.splitlines()
    assert offered == ["Ingen passer til søgningen.", "Mente du: hold:BUS"]
    assert json.loads(typed(*asked, "--format", "json").stdout) == []
    assert len(typed(*asked, "--format", "csv").stdout.splitlines()) == 1


def test_everybody_asks_within_their_own_municipality(typed: Typed, database: Database) -> None:
    seekers.build(database)
    asked = ("query", "sprog:ar", "--format", "json")
    assert len(json.loads(typed(*asked).stdout)) == 3
    (noor,) = json.loads(typed(*asked, "--as", "JONAS@example.dk").stdout)
    assert (noor["name"], noor["municipality"]) == ("Noor Al-Khatib", "Norddjurs")
    assert refused(typed(*asked, "--as", "x@y.dk", "--language", "en"))[0].startswith("Nobody has")


def test_who_sees_numbers_only_is_told_one_as_in_the_console(
    typed: Typed, database: Database
) -> None:
    founding.found(database)
    karin = ("--as", "karin@example.dk", "--language", "en")
    everybody, few = ("query", "not language:en", *karin), ("query", "language:ar", *karin)
    assert typed(*everybody).stdout == "About 5 people\n"
    assert typed(*few).stdout.startswith("No number: ")
    assert json.loads(typed(*everybody, "--format", "json").stdout) == {"number": 5}
    assert json.loads(typed(*few, "--format", "json").stdout) == {"number": None}
    assert typed(*few, "--format", "csv").stdout.splitlines() == ["number", '""']
    assert "asks for one person" in refused(typed("query", "name:Samir", *karin))[-1]


def test_a_query_that_cannot_be_read_is_marked_where(typed: Typed, database: Database) -> None:
    assert refused(typed("query", "køn:k sprogg:ti")) == [
        "køn:k sprogg:ti",
        "      ^^^^^^",
        "“sprogg” på plads 7 er ikke noget, der kan spørges om. Mente du “sprog”?",
    ]
    assert len(refused(typed("query", "(" * 10_000))) == 1
    assert refused(typed("query", "sagsbehandler:mig", "--language", "en"))[-1].endswith(
        "nobody is signed in here. Write a name."
    )


def test_a_cell_never_becomes_a_formula(typed: Typed, database: Database) -> None:
    town = seekers.build(database)
    with database.transaction() as db:
        selam = seekers.Way(db, town).person("Selam")
        selam.name = "=HYPERLINK(1)"
    text = typed("query", "ref:RAN-101", "--format", "csv").stdout
    assert next(csv.DictReader(text.splitlines()))["name"] == "'=HYPERLINK(1)"
