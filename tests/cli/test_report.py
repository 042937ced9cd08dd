"""Reports at the command line: every figure with its numerator, denominator, rule and day."""

import csv
import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from storage.courses import Project
from storage.database import Database
from storage.vocabulary import OutcomeKind
from tests.cli.commands import Typed, refused
from tests.support import town as towns
from tests.support.graduates import Register

OUTCOMES = ("report", "outcomes", "--project", "vejen til job", "--as-of", "2026-11-23")


@pytest.fixture
def register(typed: Typed, database: Database) -> Register:
    """Selam has completed and works."""
    register = Register(database, towns.found(database))
    register.ended("Selam", "Service", "2026-11-20")
    register.has("Selam", OutcomeKind.JOB, "2026-11-20")
    return register


def test_the_outcome_report_prints_its_figures_in_three_forms(
    typed: Typed, register: Register
) -> None:
    asked = (*OUTCOMES, "--language", "en")
    found = json.loads(typed(*asked, "--format", "json").stdout)
    assert found[4] == {
        "figure": "job_of_completers",
        "n": 1,
        "N": 1,
        "rule": "A job, confirmed by now, that had begun by the date and had not ended. Out of "
        "those who have completed; who is still enrolled or has left is not one of them, not even with a job.",
        "as_of": "2026-11-23",
        "group": None,
    }
    rows = list(csv.DictReader(typed(*asked, "--format", "csv").stdout.splitlines()))
    assert [(row["n"], row["N"]) for row in rows[:3]] == [("6", "6"), ("1", "6"), ("5", "6")]
    page = typed(*asked, "--by", "course", "--compare", "19/11/2026").stdout
    assert "As of 23/11/2026 · 19/11/2026" in page
    heading, started, completed, *_ = page.splitlines()[3:]
    assert heading.split("  ")[-1].strip() == "The service course 19/11/2026"
    assert started.split()[1:3] == ["6/6", "(100%)"]
    assert completed.split()[1:5] == ["1/6", "(17%)", "0/6", "(0%)"]
    assert "1/6 (17 %)" in typed(*OUTCOMES).stdout


def test_attendance_and_experience_are_told_in_the_same_forms(
    typed: Typed, register: Register
) -> None:
    asked = ("--project", "Vejen til job", "--as-of", "2026-11-23", "--language", "en")
    lived = json.loads(typed("report", "experience", *asked, "--format", "json").stdout)
    assert {tuple(one) for one in lived} == {("figure", "n", "N", "rule", "as_of", "group")}
    assert next(one["n"] for one in lived if one["figure"] == "completed") is None
    page = typed("report", "experience", *asked).stdout
    assert "1/7/2026 – 23/11/2026" in page
    assert "Nobody has answered in this period how it goes." in page
    assert "0/0" not in page
    assert refused(typed("report", "experience", *asked, "--by", "gender")) == [
        "This report cannot be broken down by that. Choose something else, or nothing."
    ]
    assert refused(typed("report", "attendance", *asked)) == [
        "No attendance was noted in Vejen til job by 23/11/2026. It is noted on the page of a session."
    ]
    assert refused(typed("report", "attendance", *asked, "--compare", "1/11")) == [
        "Only outcomes can be told of two days side by side."
    ]
    book = load_workbook(
        BytesIO(typed("report", "outcomes", *asked, "--format", "xlsx").stdout_bytes)
    )
    assert book.sheetnames == ["About", "Figures", "Definitions", "People"]
    assert [row[0] for row in book["People"].values][1:] == [
        f"{home}-{number}"
        for home, number in zip(
            ("RAN", "NOR", "RAN", "RAN", "RAN", "RAN"), (103, 106, 104, 105, 101, 102), strict=True
        )
    ]


def test_small_numbers_are_hidden_from_a_coordinator(typed: Typed, register: Register) -> None:
    asked = (*OUTCOMES, "--as", "karin@example.dk", "--format", "json")
    found = {one["figure"]: (one["n"], one["N"]) for one in json.loads(typed(*asked).stdout)}
    assert found["started"] == (6, 6)
    assert found["completed"] == (None, 6)
    assert found["job_of_completers"] == (None, None)
    assert found["igu"] == (0, 6)


def test_what_cannot_be_reported_gets_one_sentence(
    typed: Typed, register: Register, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as db:
        db.add(Project(name="Tomt"))
    for wrong, sentence in (
        (("--as-of", "2099-01-01"), "1/1/2099 ligger i fremtiden."),
        (("--as-of", "31/2/2026"), "“31/2/2026” er ikke en dato."),
        (("--project", "Tomt"), "Ingen var begyndt i Tomt senest 23/11/2026."),
        (("--project", "Nowhere"), "Der er intet projekt Nowhere. Der er: Tomt, Vejen til job."),
        (("--as", "x@y.dk"), "Ingen"),
    ):
        assert [line.startswith(sentence) for line in refused(typed(*OUTCOMES, *wrong))] == [True]
    monkeypatch.setenv("DATABASE_URL", "nothing://")
    late = refused(typed(*OUTCOMES, "--as-of", "1/1/2099"))
    assert late[0].startswith("1/1/2099"), "before a database is opened"
