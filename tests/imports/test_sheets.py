"""Sheets: CSV and XLSX as they come, and a sentence for those that cannot be taken."""

import contextlib
import os
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bot.imports import refusals, sheets
from bot.imports.delimited import MOST_COLUMNS, MOST_ROWS
from bot.rules.refusals import Refused
from tests.imports.files import cells, cheaply, read, said, saved, with_entry, workbook

SHEET = "xl/worksheets/sheet1.xml"
SMALL = workbook(["code", "name"], ["a", 7.5])
PYTEST_FOLDERS = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200
)


# -- CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_csv_file_is_read_whoever_wrote_it(
    tmp_path: Path, encoding: str, delimiter: str, ending: str
) -> None:
    text = ending.join(["code,name", "BUS,ሰላም ذهب Bø", ""]).replace(",", delimiter)
    assert cells(read(text.encode(encoding), tmp_path)) == [{"code": "BUS", "name": "ሰላም ذهب Bø"}]


def test_danish_excel_writes_windows_1252_with_semicolons(tmp_path: Path) -> None:
    text = 'code;name;note\r\nSYD;"Ærø, Østergade";"linje 1\nlinje 2"\r\nNORD;Blåbær;\r\n'
    table = read(text.encode("cp1252"), tmp_path)
    assert cells(table) == [
        {"code": "SYD", "name": "Ærø, Østergade", "note": "linje 1\nlinje 2"},
        {"code": "NORD", "name": "Blåbær", "note": ""},
    ]
    assert [row.line for row in table.rows] == [2, 4]


def test_excels_own_hint_names_the_delimiter(tmp_path: Path) -> None:
    table = read(b"sep=;\r\ncode;name\r\na;1,5\r\n", tmp_path)
    assert cells(table) == [{"code": "a", "name": "1,5"}]
    assert table.rows[0].line == 3


def test_column_names_may_have_other_case_and_spaces(tmp_path: Path) -> None:
    assert cells(read(b" Code ;NAME\n a ; b \n", tmp_path)) == [{"code": "a", "name": "b"}]


def test_empty_lines_and_empty_columns_at_the_end_are_nothing(tmp_path: Path) -> None:
    table = read(b"code;name;;\r\n;;;\r\na;b;;\r\n\r\n", tmp_path)
    assert cells(table) == [{"code": "a", "name": "b"}]
    assert table.rows[0].line == 3


def test_a_value_too_many_is_not_lost_silently(tmp_path: Path) -> None:
    table = read(b"code,name\nBUS,Bus, and more\n", tmp_path)
    (sentence,) = said(table)
    assert sentence.startswith("line 2, column 3: This value has no column name above it.")


def test_every_fault_of_the_first_line_is_reported_at_once(tmp_path: Path) -> None:
    table = read(b"nam;colour;note;note\na;b;c;d\n", tmp_path)
    assert said(table) == [
        "line 1, nam: There is no such column. Perhaps it is name?",
        "line 1, colour: There is no such column. The first line may name code, name, note.",
        "line 1, note: This column is there twice.",
        "line 1, code: This column is missing. The first line must name code, name.",
        "line 1, name: This column is missing. The first line must name code, name.",
    ]
    assert table.rows == ()


@pytest.mark.parametrize("text", [b'code,name\n"a,b\nc,d\n', b'code,name\n"a"x,b\n'])
def test_a_quotation_mark_that_is_not_closed_is_named_by_its_line(
    tmp_path: Path, text: bytes
) -> None:
    with pytest.raises(refusals.UnclosedQuote, match="On line 2"):
        read(text, tmp_path)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" ; ;\r\n"])
def test_an_empty_file_gets_its_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(refusals.EmptyFile):
        read(data, tmp_path)


@pytest.mark.parametrize(
    "data", [b"code,name\na\0,b\n", b"%PDF-1.7\n\x00\x01", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_list_gets_its_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(refusals.NotASheet):
        read(data, tmp_path)


def test_too_many_rows_or_columns_get_their_sentence(tmp_path: Path) -> None:
    most = b"code,name\n" + b"a,b\n" * MOST_ROWS
    assert len(read(most, tmp_path).rows) == MOST_ROWS
    with pytest.raises(refusals.TooManyRows, match="10000"):
        read(most + b"a,b\n", tmp_path)
    with pytest.raises(refusals.TooManyColumns):
        read(b"a," * (MOST_COLUMNS + 1) + b"b\n", tmp_path)


# -- files


def test_a_file_of_300_mb_is_refused_at_once_and_unread(tmp_path: Path) -> None:
    file = tmp_path / "big.csv"
    with file.open("wb") as big:
        big.truncate(300 * sheets.MEGABYTE)
    with cheaply(seconds=0.5, megabytes=1), pytest.raises(refusals.FileTooBig, match="10 MB"):
        sheets.contents(file)


def test_a_workbook_may_be_half_as_big(tmp_path: Path) -> None:
    with pytest.raises(refusals.FileTooBig, match="5 MB"):
        read(sheets.ZIP + b"x" * sheets.BIGGEST_XLSX, tmp_path)


def test_what_is_no_file_gets_its_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(refusals.NoSuchFile, match=r"There is no file nowhere\.csv\."):
        sheets.contents(tmp_path / "nowhere.csv")
    with pytest.raises(refusals.NotASheet):
        sheets.contents(tmp_path)
    with pytest.raises(refusals.NotASheet):
        sheets.contents(tmp_path / "pipe")
    with pytest.raises(refusals.NotASheet):
        sheets.contents(Path("/dev/zero"))


# -- XLSX


def test_a_workbook_is_read_as_it_would_be_typed(tmp_path: Path) -> None:
    data = workbook(
        ["Code ", "NAME", "note"],
        [12.0, 1.5, None],
        [None, None, None],
        ["a", datetime(2026, 11, 24, 9, 30), True],  # noqa: DTZ001  # Excel knows no zones
    )
    table = read(data, tmp_path)
    assert cells(table) == [
        {"code": "12", "name": "1.5", "note": ""},
        {"code": "a", "name": "2026-11-24 09:30", "note": "True"},
    ]
    assert [row.line for row in table.rows] == [2, 4]


def test_a_formula_is_named_by_its_cell(tmp_path: Path) -> None:
    table = read(workbook(["code", "name"], ["a", "=1+1"], ["b", "c"]), tmp_path)
    assert said(table) == ["line 2, name: Cell B2 holds a formula; paste it as a value."]
    assert cells(table) == [{"code": "b", "name": "c"}]


def test_an_error_of_excels_is_no_value(tmp_path: Path) -> None:
    table = read(workbook(["code", "name"], ["#REF!", "b"]), tmp_path)
    assert said(table) == ["line 2, code: Cell A2 shows an error of Excel's; write the value."]


def test_a_password_gets_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(refusals.OldWorkbook):
        read(sheets.OLE + bytes(600), tmp_path)


def test_a_workbook_of_another_kind_gets_its_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(refusals.BrokenWorkbook):
        read((tmp_path / "x.zip").read_bytes(), tmp_path)


def test_too_many_rows_or_columns_of_a_workbook_get_their_sentence(tmp_path: Path) -> None:
    with pytest.raises(refusals.TooManyRows):
        read(workbook(["code", "name"], *[["a", "b"]] * (MOST_ROWS + 1)), tmp_path)
    with pytest.raises(refusals.TooManyColumns):
        read(workbook(["code"] * (MOST_COLUMNS + 1)), tmp_path)


def test_an_empty_workbook_gets_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(refusals.EmptyFile):
        read(saved(openpyxl.Workbook()), tmp_path)


# -- bombs


def bomb_of_zeros() -> bytes:
    return with_entry(workbook(["code"]), "xl/sharedStrings.xml", b" " * (15 * sheets.MEGABYTE))


def bomb_of_many_entries() -> bytes:
    data = workbook(["code"])
    for number in range(3):
        data = with_entry(data, f"xl/media/{number}", os.urandom(1024) + bytes(6 * sheets.MEGABYTE))
    return data


def bomb_of_entities() -> bytes:
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
    return with_entry(workbook(["code"]), SHEET, xml)


@pytest.mark.parametrize("bomb", [bomb_of_zeros, bomb_of_many_entries, bomb_of_entities])
def test_a_bomb_is_refused_at_once_and_not_opened(tmp_path: Path, bomb: object) -> None:
    assert callable(bomb)
    data = bomb()
    read(workbook(["code", "name"], ["a", "b"]), tmp_path)  # what is imported once is not counted
    with cheaply(seconds=0.5, megabytes=1), pytest.raises(refusals.ExpandsTooFar):
        read(data, tmp_path)


def test_a_row_far_away_costs_nothing(tmp_path: Path) -> None:
    rows = b'<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'
    rows += b'<row r="999999999"><c r="XFD999999999"><v>1</v></c></row>'
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + rows + b"</sheetData></worksheet>"
    )
    data = with_entry(workbook(["code"]), SHEET, xml)
    with cheaply(seconds=5, megabytes=1), pytest.raises(refusals.TooManyRows):
        read(data, tmp_path)


# -- anything at all


@PYTEST_FOLDERS
@given(st.binary(max_size=400))
def test_no_bytes_bring_the_reader_down(tmp_path: Path, data: bytes) -> None:
    with contextlib.suppress(Refused):
        read(data, tmp_path)


@PYTEST_FOLDERS
@given(at=st.integers(0, 10**6), junk=st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_workbook_brings_the_reader_down(
    tmp_path: Path, at: int, junk: bytes
) -> None:
    data = bytearray(SMALL)
    at %= len(data)
    data[at : at + len(junk)] = junk
    with contextlib.suppress(Refused):
        read(bytes(data), tmp_path)


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=20)


@PYTEST_FOLDERS
@given(
    rows=st.lists(st.tuples(TEXT, TEXT).filter(any), max_size=8),
    delimiter=st.sampled_from(",;\t"),
)
def test_what_was_written_is_read(
    tmp_path: Path, rows: list[tuple[str, str]], delimiter: str
) -> None:
    quoted = [[value.replace('"', '""') for value in row] for row in rows]
    lines = [f'"{row[0]}"{delimiter}"{row[1]}"' for row in quoted]
    text = "\r\n".join([f"code{delimiter}name", *lines])
    found = cells(read(text.encode(), tmp_path))
    assert [(row["code"], row["name"]) for row in found] == [
        (code.strip(), name.strip()) for code, name in rows
    ]
