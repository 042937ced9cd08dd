"""Cells of a table that goes to a spreadsheet."""

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\0")
"""What a cell begins with that a spreadsheet takes for a formula."""


def harmless(cell: str) -> str:
    """Return a cell in which no spreadsheet sees a formula."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
