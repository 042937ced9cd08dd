"""In which form a command prints what it found; it is offered before anything else is loaded."""

from enum import StrEnum


class Form(StrEnum):
    """What is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class ReportForm(StrEnum):
    """What is printed of a report."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


class Spoken(StrEnum):
    """What staff read."""

    DANISH = "da"
    ENGLISH = "en"
