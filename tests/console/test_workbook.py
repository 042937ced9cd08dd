"""A workbook that a stranger opens: its sheets have names, its numbers count, its text is text."""

from datetime import UTC, date, datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook

from bot.console import workbook
from bot.console.workbook import Ratio, Sheet

HEAD = ("What", "n", "Share", "Hours", "On")
ROW = ("=1+1", 1_234, Ratio(1, 3), 7.5, date(2026, 11, 23))


def opened(*sheets: Sheet) -> Workbook:
    made = datetime(2026, 11, 23, 9, tzinfo=UTC)
    content = workbook.written(sheets, title="Job & co", made=made)
    return load_workbook(BytesIO(content))


def test_numbers_are_numbers_and_nothing_that_was_typed_is_worked_out() -> None:
    page = opened(Sheet("Figures", HEAD, (ROW, ("-", None, Ratio(None, 3), 0.0, "")))).active
    assert page is not None
    kinds = [(cell.data_type, cell.number_format) for cell in page[2]]
    assert kinds == [
        ("s", "@"),
        ("n", "#,##0"),
        ("n", "0%"),
        ("n", "#,##0.0"),
        ("d", "d/m/yyyy"),
    ]
    assert [cell.value for cell in page[3]] == ["-", "–", "–", 0, None]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:E3"
    assert page["A2"].value == "=1+1"


def test_names_of_sheets_are_cut_between_words_and_never_collide() -> None:
    long = "How it goes, in the participants' own answers"
    names = [long, long.upper(), "A/B: c?", "Byggeri" * 9, f"{long} again"]
    book = opened(*(Sheet(name, ("What",), ()) for name in names))
    assert book.sheetnames == [
        "How it goes, in the",
        "HOW IT GOES, IN THE 2",
        "A B c",
        ("Byggeri" * 9)[:31],
        "How it goes, in the 3",
    ]
    assert book.active == book.worksheets[0]
    assert book.properties.title == "Job & co"


def test_what_is_long_is_shown_whole() -> None:
    page = opened(Sheet("Rules", ("Figure", "Rule"), (("Started", "so many people " * 20),))).active
    assert page is not None
    assert page.column_dimensions["B"].width > 59
    assert (page.row_dimensions[2].height or 0) >= 5 * workbook.LINE
