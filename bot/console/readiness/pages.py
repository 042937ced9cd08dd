"""The addresses of all that is about readiness."""

from bot.console.endpoint import Handler
from bot.console.readiness import assessing, categories, ending, noting, profile

PAGES: tuple[tuple[str, str, Handler, tuple[str, ...]], ...] = (
    ("/people/{person:int}/readiness", "readiness", profile.show, ("GET",)),
    ("/people/{person:int}/readiness/assess", "assess", assessing.assess, ("GET", "POST")),
    ("/people/{person:int}/readiness/{what}", "note_readiness", noting.note, ("GET", "POST")),
    (
        "/people/{person:int}/readiness/{what}/{number:int}/{deed}",
        "end_readiness",
        ending.end,
        ("POST",),
    ),
    ("/settings/categories", "categories", categories.listing, ("GET", "POST")),
    ("/settings/categories/add", "add_category", categories.add, ("GET", "POST")),
    ("/settings/categories/{category:int}", "change_category", categories.change, ("GET", "POST")),
)
