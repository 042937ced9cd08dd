"""The console's cookies: the browser's own, the sign-in page's nonce, the language."""

from starlette.requests import Request
from starlette.responses import Response

from bot.actions.staff import BROWSER_LIFE, SIGN_IN_LIFE
from bot.console.context import Context

BROWSER = "brobygger"
NONCE = "brobygger-signin"
LANGUAGE = "brobygger-language"
A_YEAR = 365 * 24 * 60 * 60


def browser_of(request: Request, context: Context) -> str:
    """Return the browser's token, empty when nobody signed in here."""
    return request.cookies.get(_named(BROWSER, context), "")


def nonce_of(request: Request, context: Context) -> str:
    """Return what the sign-in page gave this browser, empty when it was not opened here."""
    return request.cookies.get(_named(NONCE, context), "")


def keep_browser(response: Response, context: Context, token: str) -> None:
    """Let this browser be signed in with `token`."""
    _keep(response, context, BROWSER, token, int(BROWSER_LIFE.total_seconds()))


def keep_nonce(response: Response, context: Context, nonce: str) -> None:
    """Know this browser again when it presses the sign-in button."""
    _keep(response, context, NONCE, nonce, int(SIGN_IN_LIFE.total_seconds()))


def keep_language(response: Response, context: Context, language: str) -> None:
    """Remember the language for pages before sign-in."""
    _keep(response, context, LANGUAGE, language, A_YEAR)


def language_of(request: Request, context: Context) -> str:
    """Return the language chosen in this browser, empty when none was."""
    return request.cookies.get(_named(LANGUAGE, context), "")


def forget(response: Response, context: Context, *names: str) -> None:
    """Delete cookies."""
    for name in names:
        _keep(response, context, name, "", 0)


def _keep(response: Response, context: Context, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        _named(name, context),
        value,
        max_age=seconds,
        path="/",
        secure=context.is_https,
        httponly=True,
        samesite="lax",
    )


def _named(name: str, context: Context) -> str:
    # The prefix makes browsers refuse a cookie that another host of the domain set.
    return f"__Host-{name}" if context.is_https else name
