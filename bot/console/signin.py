"""Sign in by a one-time link, sign out, choose a language."""

import hmac
import secrets

from starlette.responses import RedirectResponse, Response

from bot.actions import staff as doing
from bot.actions.staff import LinkSpent
from bot.console import cookies
from bot.console.language import LANGUAGES
from bot.console.visit import Visit
from bot.queries import staff


def ask(visit: Visit) -> Response:
    """Show the button; looking spends nothing, for programs that preview links look too."""
    link = visit.request.path_params["link"]
    service = staff.service_behind(visit.context.database, link, now=visit.now)
    if service is None:
        return _spent(visit)
    nonce = cookies.nonce_of(visit.request, visit.context) or secrets.token_urlsafe(32)
    proof = _proof(visit, nonce, link)
    response = visit.page("sign_in.html", service=service, link=link, proof=proof)
    cookies.keep_nonce(response, visit.context, nonce)
    return response


def enter(visit: Visit) -> Response:
    """Spend the link, when the button was pressed in the browser that opened it."""
    link = visit.request.path_params["link"]
    nonce = cookies.nonce_of(visit.request, visit.context)
    given = visit.form.get("proof", "").encode()
    if not nonce or not hmac.compare_digest(given, _proof(visit, nonce, link).encode()):
        return _spent(visit)
    try:
        browser = doing.sign_in(visit.context.database, link, now=visit.now)
    except LinkSpent:
        return _spent(visit)
    response = visit.go("overview")
    cookies.keep_browser(response, visit.context, browser)
    cookies.forget(response, visit.context, cookies.NONCE)
    return response


def leave(visit: Visit) -> Response:
    """Sign this browser out."""
    doing.sign_out(visit.context.database, visit.browser, now=visit.now)
    response = visit.page("signed_out.html", member=None, here=visit.url("overview"))
    cookies.forget(response, visit.context, cookies.BROWSER)
    return response


def choose_language(visit: Visit) -> Response:
    """Read the console in another language from now on."""
    language = visit.form.get("language", "")
    response = RedirectResponse(visit.own_address(visit.form.get("next", "")), 303)
    if language not in LANGUAGES:
        return response
    if visit.member is not None:
        visit.check_csrf()
        doing.choose_language(visit.context.database, visit.member.id, language)
    cookies.keep_language(response, visit.context, language)
    return response


def _spent(visit: Visit) -> Response:
    return visit.page(
        "signed_out.html", status=410, member=None, refused=LinkSpent(), here=visit.url("overview")
    )


def _proof(visit: Visit, nonce: str, link: str) -> str:
    key = visit.context.secret_key.encode()
    return hmac.digest(key, f"sign in {nonce} {link}".encode(), "sha256").hex()
