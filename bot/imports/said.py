"""What an import did, in sentences for the command line."""

from collections.abc import Iterator

from bot.actions.imports import Report


def effects(report: Report, *, dry_run: bool) -> Iterator[str]:
    """Yield what was done, or would be."""
    counts = f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged."
    yield f"Would be: {counts} Nothing was changed yet." if dry_run else f"Done: {counts}"
    for name in report.municipalities:
        yield f"New municipality: {name}."
    if report.told or report.unlinked:
        told = count(report.told, "person", "people")
        will = "would be" if dry_run else "will be"
        yield f"{told} {will} told on Telegram; {report.unlinked} more cannot be reached there yet."


def count(number: int, one: str, many: str) -> str:
    """Return the number with the word that fits it."""
    return f"{number} {one if number == 1 else many}"
