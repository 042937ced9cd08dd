"""The language that a browser prefers, for who is not signed in."""

from starlette.requests import Request

from bot.console import cookies
from bot.console.context import Context
from bot.console.language import DEFAULT, LANGUAGES


def language(request: Request, context: Context) -> str:
    """Return the language of somebody who is not signed in: the cookie's, else the browser's."""
    kept = cookies.language_of(request, context)
    return kept if kept in LANGUAGES else _accepted(request.headers.get("accept-language", ""))


def _accepted(header: str) -> str:
    """Return the first of our languages that the browser names; it names the dearest first."""
    for part in header[:200].split(","):
        language = part.split(";")[0].strip().lower().split("-")[0]
        if language in LANGUAGES:
            return language
    return DEFAULT
