"""One request to the console: who asks, in which language, and how to answer."""

import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.actions import access
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.console import assets, cookies, preferred, templating
from bot.console.context import Context
from bot.console.language import LANGUAGES, Speech
from bot.console.uploads import Upload
from bot.queries import staff
from bot.queries.staff import SignedIn
from bot.rules.refusals import NotThere, Refused
from bot.rules.written import clean

BIGGEST_NUMBER = 2**31 - 1
"""The largest id that a database takes."""
ADDED = re.compile(r"(text|gap)_[a-z]{2}$")
"""What is added in words to what a form does: it is not lost on the way back to the form."""
FORM_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


class SignedOut(Exception):  # noqa: N818  # it leads to a page, not to a fault
    """Nobody is signed in."""


class FormTooOld(Refused):
    """This form is no longer valid. Open the page again and fill it in once more."""


@dataclass(frozen=True)
class Visit:
    """A request with what is known of it.

    `form` is what was posted, one value a field; `files` are those that were chosen.
    """

    request: Request
    context: Context
    now: datetime
    speech: Speech
    browser: str
    member: SignedIn | None
    form: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)

    @property
    def caller(self) -> Caller:
        """Who asks; raises SignedOut."""
        if self.member is None:
            raise SignedOut
        return self.member.caller

    def caseworkers_only(self) -> None:
        """Raise NotThere for who sees counts only, and SignedOut for strangers."""
        access.caseworkers_only(self.caller)

    def number(self, name: str) -> int:
        """Return the id in the address; raises NotThere when no database could hold it."""
        number = int(self.request.path_params[name])
        if number > BIGGEST_NUMBER:
            raise NotThere
        return number

    def asked(self, name: str) -> str:
        """Return what the address asks for after the question mark, empty when nothing."""
        return clean(self.request.query_params.get(name, "")[:200])

    def url(self, name: str, /, *, query: Mapping[str, object] | None = None, **ids: object) -> str:
        """Return the address of one of our pages, wherever the console is mounted."""
        path = f"{self.root}{self.request.app.url_path_for(name, **ids)}"
        return f"{path}?{urlencode(query)}" if query else path

    def own_address(self, wanted: str) -> str:
        """Return a path of the console's own, so that nobody is sent elsewhere."""
        below = f"{self.root}/"
        if wanted.startswith(below) and not wanted.startswith("//") and "\\" not in wanted:
            return wanted
        return self.url("overview")

    def page_number(self) -> int:
        """Return the page that the address asks for; the first when it is not a number."""
        return self.how_many("page")

    def how_many(self, name: str) -> int:
        """Return a number that stands behind the question mark; 1 when it is none."""
        text = self.asked(name)
        return min(int(text), BIGGEST_NUMBER) if text.isascii() and text.isdecimal() else 1

    @property
    def root(self) -> str:
        """Where the console is mounted, without a slash at the end."""
        return str(self.request.scope.get("root_path", "")).rstrip("/")

    def cause(self) -> Cause:
        """Return the cause that this form is: the same for a double submit of the same values.

        Raises FormTooOld when the form brings no token.
        """
        token = self.form.get("token", "")
        if not FORM_TOKEN.fullmatch(token):
            raise FormTooOld
        files = [(name, sha256(one.content).digest()) for name, one in self.files.items()]
        values = [*sorted(self.form.items()), *sorted(files)]
        return Cause(self.caller, f"form:{token}:{_short_digest(values)}", self.now)

    def csrf(self) -> str:
        """Return the token that every form of this browser carries."""
        key = self.context.secret_key.encode()
        return hmac.digest(key, f"form {self.browser}".encode(), "sha256").hex()

    def check_csrf(self) -> None:
        """Raise FormTooOld when the form does not come from a page of this browser."""
        given = self.form.get("csrf", "").encode()
        if not hmac.compare_digest(given, self.csrf().encode()):
            raise FormTooOld

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
        """Return a page, or that it is as the browser knows it."""
        token = secrets.token_urlsafe(16)
        shared = {
            "url": self.url,
            "static": lambda file: f"{self.root}{assets.address(file)}",
            "csrf": self.csrf() if self.browser else "",
            "token": token,
            "member": self.member,
            "languages": LANGUAGES,
            "here": self._here(),
            "added": {name: text for name, text in self.form.items() if ADDED.match(name)},
        }
        html = templating.render(template, self.speech, self.now, {**shared, **values})
        # Weak, because the token of a form is another one each time.
        mark = f'W/"{_short_digest(html.replace(token, ""))}"'
        if status == HTTPStatus.OK and self.request.headers.get("if-none-match") == mark:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": mark})
        return HTMLResponse(html, status, headers={"ETag": mark})

    def file(self, content: bytes, name: str, *, kind: str) -> Response:
        """Hand out a file that the browser saves under this name."""
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type=kind, headers=headers)

    def go(
        self, name: str, /, *, query: Mapping[str, object] | None = None, **ids: object
    ) -> Response:
        """Return the way to another page, after a form."""
        return RedirectResponse(self.url(name, query=query, **ids), 303)

    def _here(self) -> str:
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")


def of(request: Request, context: Context, form: Mapping[str, str]) -> Visit:
    """Return what is known of a request."""
    stranger = unknown(request, context, form)
    browser = cookies.browser_of(request, context)
    member = staff.signed_in(context.database, browser, now=stranger.now) if browser else None
    if member is None:
        return stranger
    speech = Speech(member.language) if member.language in LANGUAGES else stranger.speech
    return replace(stranger, browser=browser, member=member, speech=speech)


def unknown(request: Request, context: Context, form: Mapping[str, str] | None = None) -> Visit:
    """Return a request without asking the database whose it is."""
    return Visit(
        request=request,
        context=context,
        now=context.clock(),
        speech=Speech(preferred.language(request, context)),
        browser="",
        member=None,
        form=form or {},
    )


def _short_digest(values: object) -> str:
    return sha256(repr(values).encode()).hexdigest()[:12]
