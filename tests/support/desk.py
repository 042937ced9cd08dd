"""A caseworker's browser without JavaScript: follows links, fills in forms, reads pages."""

from collections.abc import Mapping
from html.parser import HTMLParser

import httpx

from bot.actions import staff
from bot.queries import lookup
from bot.wiring.installation import Installation
from bot.wiring.web import web_app

ORIGIN = "http://console.test"
CHOSEN = {"checkbox", "radio"}
SKIPPED = {"script", "style", "head"}


class Desk:
    """A browser at the console; `page` is what it shows."""

    def __init__(self, home: Installation) -> None:
        transport = httpx.ASGITransport(web_app(home, "BrobyggerBot"))
        self._home = home
        self._client = httpx.AsyncClient(
            transport=transport, base_url=ORIGIN, follow_redirects=True
        )
        self.page = Page("")
        self.status = 0
        self.headers = httpx.Headers()
        self.content = b""

    async def sign_in(self, email: str) -> None:
        """Open a one-time link and press its button."""
        member = lookup.member(self._home.database, email)
        assert member is not None
        token = staff.invite_sign_in(self._home.database, member.id, now=self._home.clock())
        await self.open(f"/console/signin/{token}")
        await self.submit(f"/console/signin/{token}")

    async def open(self, path: str) -> None:
        self._shown(await self._client.get(path))

    async def follow(self, words: str) -> None:
        """Follow the first link with these words."""
        await self.open(self.page.link(words))

    async def submit(
        self,
        action: str,
        values: Mapping[str, str] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        """Fill in `values`, choose `files`, and send the form whose action ends so."""
        form = self.page.form(action)
        url = form.action or str(self._client.base_url.join(self._path))
        filled = {**form.values, **(values or {})}
        self._shown(await self._client.post(url, data=filled, files=files))

    async def save(self, values: Mapping[str, str], **added: str) -> None:
        """Fill in the form of the page, and confirm what it would lead to when that is shown."""
        await self.submit("", values)
        if "foretold" in self.page.form("").values:
            await self.submit("", {"step": "tell", **added})

    def _shown(self, answer: httpx.Response) -> None:
        self.status, self.headers = answer.status_code, answer.headers
        self._path, self.content = answer.url.path, answer.content
        self.page = Page(answer.text if "html" in self.headers.get("content-type", "") else "")

    @property
    def path(self) -> str:
        return self._path

    async def close(self) -> None:
        await self._client.aclose()


class Form:
    """A form as it stands on the page."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.values: dict[str, str] = {}


class Page(HTMLParser):
    """The text, links and forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.text = ""
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self._skipping = 0
        self._link: str | None = None
        self._select = ""
        self.feed(html)

    def link(self, words: str) -> str:
        found = [href for href, text in self.links if words in text]
        assert found, f"no link {words!r} on a page that says {self.text[:400]!r}"
        return found[0]

    def form(self, action: str) -> Form:
        found = [form for form in self.forms if form.action.split("?")[0].endswith(action)]
        assert found, f"no form {action!r}; there are {[form.action for form in self.forms]}"
        return found[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in SKIPPED:
            self._skipping += 1
        elif tag == "a":
            self._link = given.get("href", "")
            self.links.append((self._link, ""))
        elif tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif tag == "select":
            self._select = given.get("name", "")
        elif self.forms:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        values = self.forms[-1].values
        if tag == "input" and given.get("name") and given.get("type") not in CHOSEN:
            values[given["name"]] = given.get("value", "")
        elif tag == "option" and ("selected" in given or self._select not in values):
            values[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self._skipping -= 1
        elif tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        words = " ".join(data.split())
        self.text = f"{self.text} {words}".strip() if words else self.text
        if self._link is not None and words:
            href, text = self.links[-1]
            self.links[-1] = (href, f"{text} {words}".strip())
