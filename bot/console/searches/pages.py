"""The addresses of searches."""

from bot.console.endpoint import Handler
from bot.console.searches import looking, saving, sheets

ONE = "/searches/{search:int}"
PAGES: tuple[tuple[str, str, Handler, tuple[str, ...]], ...] = (
    ("/search", "search", looking.look, ("GET",)),
    ("/search/complete", "complete_search", looking.complete, ("GET",)),
    ("/search.csv", "search_csv", sheets.separated, ("GET",)),
    ("/search.xlsx", "search_xlsx", sheets.spreadsheet, ("GET",)),
    ("/searches", "searches", saving.listing, ("GET",)),
    ("/searches/add", "save_search", saving.add, ("GET", "POST")),
    (ONE, "saved_search", saving.one, ("GET",)),
    (f"{ONE}/change", "change_search", saving.change, ("GET", "POST")),
    (f"{ONE}/remove", "remove_search", saving.remove, ("POST",)),
)
"""For staff only: address, name, handler, methods."""
