"""Lists: what each column takes, and what is said of what it does not take."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bot.actions.courses import Stretch
from bot.imports import lists
from bot.imports.lists import Name, Parsed
from bot.rules import cpr
from bot.rules.refusals import Refused
from storage.vocabulary import (
    ClaimState,
    Gender,
    Language,
    OutcomeKind,
    PhaseKind,
    Presence,
    Role,
    SessionKind,
    Source,
    TargetGroup,
    Terms,
)
from tests.imports.files import workbook
from tests.imports.good import GOOD


def parse(name: Name, folder: Path, *rows: dict[str, str]) -> Parsed:
    """Parse a list whose rows are the good one with other values."""
    filled = [GOOD[name] | row for row in rows or ({},)]
    columns = list(filled[0])
    lines = [columns, *([row[column] for column in columns] for row in filled)]
    quoted = ('"' + value.replace('"', '""') + '"' for line in lines for value in line)
    text = "\n".join(",".join(next(quoted) for _ in columns) for _ in lines)
    file = folder / "list.csv"
    file.write_text(text, encoding="utf-8", newline="")
    return lists.parse(name, file)


def wanted(name: Name, folder: Path, /, **cells: str) -> Any:  # noqa: ANN401  # each list has its own
    parsed = parse(name, folder, cells)
    assert parsed.problems == ()
    return parsed.lines[0].wanted


def said(name: Name, folder: Path, /, **cells: str) -> list[str]:
    return [str(problem) for problem in parse(name, folder, cells).problems]


def test_staff_are_read(tmp_path: Path) -> None:
    found = wanted(Name.STAFF, tmp_path, role="Koordinator")
    assert (found.email, found.role) == ("mette@randers.dk", Role.COORDINATOR)


def test_courses_are_read(tmp_path: Path) -> None:
    found = wanted(Name.COURSES, tmp_path, target_group="Kvinder")
    assert found.municipalities == ("Randers", "Norddjurs")
    assert found.target_group is TargetGroup.WOMEN
    assert found.capacity == 15
    assert found.phases == (
        Stretch(PhaseKind.UPSKILLING, date(2026, 11, 23), date(2027, 1, 1)),
        Stretch(PhaseKind.PLACEMENT, date(2027, 1, 4), date(2027, 3, 26)),
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [("TI", "ti"), ("Tigrinya", "ti"), ("arabisk", "ar"), ("Danish", "da"), ("engelsk", "en")],
)
def test_a_language_may_be_named(tmp_path: Path, text: str, language: str) -> None:
    assert wanted(Name.PEOPLE, tmp_path, language=text).language is Language(language)


def test_sessions_are_read_in_copenhagen_time(tmp_path: Path) -> None:
    found = wanted(Name.SESSIONS, tmp_path, kind="Møde", bring="Pas\n Madpakke")
    assert found.starts == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert found.kind is SessionKind.MEETING
    assert found.bring == "Pas\nMadpakke"
    assert found.position == (56.4607, 10.0364)


def test_a_time_may_be_what_danish_excel_made_of_it(tmp_path: Path) -> None:
    found = wanted(Name.SESSIONS, tmp_path, starts="24-11-2026 09:30", ends="24.11.2026 12.00")
    assert found.starts == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert found.ends == datetime(2026, 11, 24, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "digits"),
    [("man-fre", "01234"), ("Mandag – torsdag", "0123"), ("mon, wed, fri", "024"), ("søn", "6")],
)
def test_weekdays_are_read_in_danish_and_english(tmp_path: Path, text: str, digits: str) -> None:
    assert wanted(Name.SLOTS, tmp_path, weekdays=text).weekdays == digits


@pytest.mark.parametrize("text", ["4/1/2027", "04-01-2027", "2027-01-04 00:00:00"])
def test_a_date_may_be_what_excel_made_of_it(tmp_path: Path, text: str) -> None:
    assert wanted(Name.PLACEMENTS, tmp_path, **{"from": text}).from_on == date(2027, 1, 4)


def test_a_placement_day_is_named_by_its_date(tmp_path: Path) -> None:
    found = wanted(Name.ATTENDANCE, tmp_path, course="", key="4/1/2027", present="sen", minutes="")
    assert (found.on, found.presence, found.minutes) == (date(2027, 1, 4), Presence.LATE, None)
    assert found.source is Source.TRAINER


@pytest.mark.parametrize(
    ("name", "cells", "sentence"),
    [
        (Name.SLOTS, {"weekdays": "fre-man"}, "weekdays: “fre-man” are not weekdays."),
        (Name.SLOTS, {"starts": "24:00"}, "starts: “24:00” is not a time of day."),
        (Name.SLOTS, {"until": "2027-02-30"}, "until: “2027-02-30” is not a date."),
        (Name.SLOTS, {"level": "4"}, "level: “4” is not a whole number from 0 to 3."),
        (
            Name.PLACEMENTS,
            {"slot": "", "weekdays": ""},
            "weekdays: Fill this in, or name the company's slot",
        ),
        (Name.ATTENDANCE, {"present": "yes"}, "present: “yes” is not known here. Write one of"),
        (Name.ENROLMENTS, {"ending": ""}, "ending: How a place ended and its last day belong"),
        (Name.ENROLMENTS, {"ended": ""}, "ended: How a place ended and its last day belong"),
        (Name.OUTCOMES, {"kind": "luck"}, "kind: “luck” is not known here. Write one of job,"),
        (Name.OUTCOMES, {"employer": ""}, "employer: This must be filled in."),
        (Name.OUTCOMES, {"hours": "61"}, "hours: “61” is not a number of hours a week up to 60"),
        (Name.OUTCOMES, {"state": "draft"}, "state: “draft” is not known here. Write one of cla"),
        (Name.DANISH, {"level": "DU4.1"}, "level: “DU4.1” is not a module of a Danskuddannelse."),
        (Name.STAFF, {"email": "mette"}, "email: “mette” is not an e-mail address."),
        (Name.STAFF, {"role": "boss"}, "role: “boss” is not known here. Write one of caseworker,"),
        (Name.STAFF, {"name": ""}, "name: This must be filled in."),
        (Name.STAFF, {"name": "x" * 201}, "name: The text is longer than 200 characters."),
        (Name.COURSES, {"capacity": "0"}, "capacity: “0” is not a whole number from 1 to 1000."),
        (Name.COURSES, {"capacity": "femten"}, "capacity: “femten” is not a whole number"),
        (Name.COURSES, {"municipalities": "Randers|"}, "municipalities: This must be filled in."),
        (Name.COURSES, {"phases": "praktik i maj"}, "phases: “praktik i maj” is not a phase."),
        (
            Name.COURSES,
            {"phases": "upskilling 2026-02-30..2026-03-01"},
            "phases: “upskilling 2026-02-30..2026-03-01” is not a phase.",
        ),
        (
            Name.COURSES,
            {"phases": "upskilling 2026-03-02..2026-03-01"},
            "phases: The phase upskilling 2026-03-02..2026-03-01 ends before it begins.",
        ),
        (
            Name.COURSES,
            {"phases": "upskilling 2026-03-02..2026-04-01|placement 2026-04-01..2026-05-01"},
            "phases: The phase placement 2026-04-01..2026-05-01 begins before the one in front",
        ),
        (Name.PEOPLE, {"language": "fa"}, "language: “fa” is not known here. Write one of ti, ar"),
        (Name.PEOPLE, {"phone": "ring"}, "phone: “ring” is not a telephone number."),
        (Name.PEOPLE, {"name": "=cmd()"}, "name: This begins like a formula."),
        (Name.PEOPLE, {"reference": "+17"}, "reference: This begins like a formula."),
        (Name.PEOPLE, {"reference": "-17"}, "reference: This begins like a formula."),
        (Name.PEOPLE, {"name": "@Selam"}, "name: This begins like a formula."),
        (Name.SESSIONS, {"starts": "in the morning"}, "starts: “in the morning” is not a time."),
        (Name.SESSIONS, {"starts": "0001-01-01 00:00"}, "starts: “0001-01-01 00:00” is not a time"),
        (Name.SESSIONS, {"starts": "2027-03-28 02:30"}, "starts: 2027-03-28 02:30 does not exist"),
        (Name.SESSIONS, {"ends": "2026-10-25 02:30"}, "ends: 2026-10-25 02:30 exists twice"),
        (Name.SESSIONS, {"title_ar": "????? ?????"}, "title_ar: Letters were lost when the file"),
        (Name.SESSIONS, {"latitude": "91"}, "latitude: “91” is not a number of degrees from -90"),
        (Name.SESSIONS, {"latitude": ""}, "latitude: Latitude and longitude belong together"),
    ],
)
def test_a_wrong_cell_is_reported_with_its_line_and_a_sentence(
    tmp_path: Path, name: Name, cells: dict[str, str], sentence: str
) -> None:
    (problem,) = said(name, tmp_path, **cells)
    assert problem.startswith(f"line 2, {sentence}")


@pytest.mark.parametrize("name", list(Name))
@pytest.mark.parametrize("number", ["010190-1234", "0101901234", "see 610190 1234", "290200-1234"])
def test_a_cpr_number_is_refused_in_every_column_and_not_repeated(
    tmp_path: Path, name: Name, number: str
) -> None:
    for column in GOOD[name]:
        (problem,) = said(name, tmp_path, **{column: number})
        assert problem == (
            f"line 2, {column}: This looks like a CPR number: never put CPR numbers here."
        )


@pytest.mark.parametrize(
    "text", ["2026-11-24 09:30", "+45 12 34 56 78", "4512345678", "320190-1234", "SAG-2026-0017"]
)
def test_what_is_no_date_of_birth_is_no_cpr_number(text: str) -> None:
    assert not cpr.is_in(text)


def test_all_problems_of_all_lines_are_reported(tmp_path: Path) -> None:
    parsed = parse(
        Name.SESSIONS, tmp_path, {}, {"starts": "x", "ends": "y"}, {"key": "b", "kind": "z"}
    )
    found = [(problem.line, problem.column) for problem in parsed.problems]
    assert found == [(3, "starts"), (3, "ends"), (4, "kind")]
    assert [line.number for line in parsed.lines] == [2]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        (Name.STAFF, "email"),
        (Name.COURSES, "code"),
        (Name.PEOPLE, "reference"),
        (Name.SESSIONS, "key"),
    ],
)
def test_what_is_there_twice_names_the_first_line(tmp_path: Path, name: Name, column: str) -> None:
    (problem,) = parse(name, tmp_path, {}, {}).problems
    assert str(problem) == f"line 3, {column}: This is on line 2 already."


def test_the_same_reference_may_stand_in_two_municipalities(tmp_path: Path) -> None:
    assert parse(Name.PEOPLE, tmp_path, {}, {"municipality": "Norddjurs"}).problems == ()


def test_an_outcome_is_read_in_danish_and_english(tmp_path: Path) -> None:
    job = wanted(Name.OUTCOMES, tmp_path)
    assert (job.told.hours, job.told.terms, job.state) == (
        32.5,
        Terms.PERMANENT,
        ClaimState.CONFIRMED,
    )
    moved = wanted(Name.OUTCOMES, tmp_path, kind="Flyttet", employer="", state="")
    assert (moved.told.kind, moved.state) == (OutcomeKind.MOVED, None)


@pytest.mark.parametrize("text", ["DU2.3", "du2.3", "2,3", "DU2 modul 3", "Danskuddannelse 2-3"])
def test_a_level_of_danish_is_read_as_it_is_written(tmp_path: Path, text: str) -> None:
    assert wanted(Name.DANISH, tmp_path, level=text).level == (2, 3)


def test_the_gender_may_stand_in_a_danish_column_and_stay_empty(tmp_path: Path) -> None:
    head, file = "reference,name,language,municipality,course", tmp_path / "list.csv"
    file.write_text(f"{head},Køn\nR-1,Amal,ar,Randers,,kvinde\nR-2,Jens,da,Randers,,\n")
    first, second = (line.wanted for line in lists.parse(Name.PEOPLE, file).lines)
    assert (first.gender, second.gender, second.has_gender) == (Gender.WOMAN, None, True)


def test_optional_columns_may_be_absent(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("reference,name,language,municipality,course\nR-1,Amal,ar,Randers,\n")
    (line,) = lists.parse(Name.PEOPLE, file).lines
    assert line.wanted.caseworker is None
    assert line.wanted.phone is None
    assert line.wanted.course == ""


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300
)
@given(name=st.sampled_from(list(Name)), data=st.data())
def test_no_text_in_any_cell_brings_a_parser_down(
    tmp_path: Path, name: Name, data: st.DataObject
) -> None:
    columns = st.sampled_from(list(GOOD[name]))
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
        ["9999-12-31 23:59", "2100-12-31 23:59", "١٥", "²", "|", "x 0000-00-00..9999-99-99"]
    )
    cells = data.draw(st.dictionaries(columns, text, min_size=1, max_size=4))
    try:
        parsed = parse(name, tmp_path, cells)
    except Refused:
        return
    for problem in parsed.problems:
        assert str(problem).startswith("line ")


def test_a_workbook_may_hold_real_times_and_numbers(tmp_path: Path) -> None:
    good = dict(GOOD[Name.SESSIONS])
    typed: dict[str, object] = {
        "key": 7.0,
        "starts": datetime(2026, 11, 24, 9, 30),  # noqa: DTZ001  # Excel knows no zones
        "ends": datetime(2026, 11, 24, 12),  # noqa: DTZ001  # as above
        "latitude": 56.4607,
        "longitude": 10,
    }
    file = tmp_path / "list.xlsx"
    file.write_bytes(workbook(list(good), list((good | typed).values())))
    (line,) = lists.parse(Name.SESSIONS, file).lines
    assert line.wanted.key == "7"
    assert line.wanted.starts == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert line.wanted.position == (56.4607, 10.0)
