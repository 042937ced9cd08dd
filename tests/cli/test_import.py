"""Importing lists: what an operator types, and the sentence they get."""

from pathlib import Path

from sqlmodel import select

from storage.database import Database
from storage.municipalities import Municipality
from storage.staff import Staff
from tests.cli.commands import LISTS, Typed, count, said


def test_an_import_tells_what_it_did(typed: Typed, lists: Path, database: Database) -> None:
    file = lists / "staff.csv"
    tried = typed("import", "staff", file, "--dry-run")
    assert tried.stdout.splitlines() == [
        "Would be: 1 added, 0 changed, 0 unchanged. Nothing was changed yet.",
        "New municipality: Randers.",
    ]
    assert count(database, Staff) == 0
    assert typed("import", "staff", file).stdout.startswith("Done: 1 added, 0 changed, 0 unch")
    assert typed("import", "staff", file).stdout == "Done: 0 added, 0 changed, 1 unchanged.\n"
    with database.reading() as db:
        assert db.exec(select(Municipality.bot)).one() == "7000000001"


def test_an_import_tells_who_would_learn_of_it(typed: Typed, lists: Path) -> None:
    for name in LISTS:
        assert typed("import", name, lists / f"{name}.csv").exit_code == 0
    file = lists / "sessions.csv"
    file.write_text(LISTS["sessions"].replace("09:30", "10:00"))
    lines = typed("import", "sessions", file, "--dry-run").stdout.splitlines()
    assert lines[1] == "0 people would be told on Telegram; 2 more cannot be reached there yet."
    assert lines[2].startswith("  Call: ")
    assert lines[2].count("(") == 2


def test_the_sentence_of_an_import_is_refused_before_anything_is_done(
    typed: Typed, lists: Path
) -> None:
    file = lists / "staff.csv"
    assert said(typed("import", "staff", file, "--say-ar", "مرحبا")) == [
        "Write the sentence in Danish too: it is what the other languages translate."
    ]


def test_every_problem_has_its_line_and_nothing_is_imported(
    typed: Typed, lists: Path, database: Database
) -> None:
    file = lists / "staff.csv"
    file.write_text(LISTS["staff"] + "jonas;Jonas;Norddjurs;boss\n")
    assert said(typed("import", "staff", file)) == [
        "line 3, email: “jonas” is not an e-mail address.",
        "line 3, role: “boss” is not known here. Write one of caseworker, coordinator, admin.",
        "Nothing was imported from staff.csv: 2 problems.",
    ]
    assert count(database, Staff) == 0


def test_a_list_that_cannot_be_read_gets_one_sentence(typed: Typed, tmp_path: Path) -> None:
    assert said(typed("import", "staff", tmp_path / "nowhere.csv")) == [
        "There is no file nowhere.csv."
    ]


def test_an_unknown_list_is_a_mistake_of_usage(typed: Typed, tmp_path: Path) -> None:
    assert typed("import", "horses", tmp_path).exit_code == 2
