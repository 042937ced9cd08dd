"""The bot with a Bot API server that somebody else wrote, as real processes over real sockets."""

import contextlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.journeys.conftest import AMAL, JENS, SELAM, Traveller
from tests.journeys.programme import FILES, TITLES
from tests.peers.emulator import Person, emulator, eventually, installed
from tests.support import scratch
from tests.support.desk import Page
from tests.support.operator import Operator, Service, free_port

SOON = (datetime.now(UTC) + timedelta(days=3)).date()
FEW_SECONDS = 10
"""It takes less than one, unless this machine has more to do."""

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(
        installed() is None,
        reason="Needs a Bot API server of others: `make peer` installs it and runs this test",
    ),
]


@dataclass(frozen=True)
class Way:
    """How the bot is run, and whose journey it carries."""

    who: Traveller
    commands: tuple[str, ...]
    uses_webhook: bool


WAYS = {
    "polling": Way(SELAM, ("run",), uses_webhook=False),
    "webhook": Way(AMAL, ("run",), uses_webhook=True),
    "web and worker": Way(JENS, ("web", "worker"), uses_webhook=True),
}


@pytest.fixture
def telegram() -> Iterator[str]:
    """The other server's address."""
    package = installed()
    assert package
    with emulator(package) as address:
        yield address


@pytest.fixture(params=list(WAYS.values()), ids=list(WAYS))
def way(request: pytest.FixtureRequest) -> Way:
    found: Way = request.param
    return found


@pytest.fixture(scope="module")
def imported() -> Iterator[Path]:
    """The database of somebody who has imported the four lists."""
    with scratch.folder() as folder:
        operator = Operator(folder, telegram="http://telegram.test")
        for name, text in FILES.items():
            file = folder / f"{name}.csv"
            file.write_text(text.replace("2026-11-26", SOON.isoformat()), encoding="utf-8")
            assert operator.types("import", name, file)[0].startswith("Done: ")
        yield operator.database


@pytest.fixture
def operator(tmp_path: Path, imported: Path, telegram: str, way: Way) -> Operator:
    operator = Operator(tmp_path, telegram, port=free_port(), uses_webhook=way.uses_webhook)
    shutil.copy(imported, operator.database)
    return operator


@pytest.fixture
def services(operator: Operator, way: Way) -> Iterator[list[Service]]:
    """What this way of running needs, each in a process of its own."""
    with contextlib.ExitStack() as running:
        yield [running.enter_context(operator.serving(command)) for command in way.commands]


@pytest.fixture
def person(operator: Operator, way: Way) -> Iterator[Person]:
    with httpx.Client(base_url=operator.telegram) as client:
        yield Person(client, operator.token, number=1001, name=way.who.name)


def test_the_first_journey_goes_through_a_server_that_is_not_ours(
    operator: Operator, services: list[Service], person: Person, way: Way
) -> None:
    who = way.who
    _wait_until_served(operator, services)
    link = operator.types("invite", who.reference)[-1]
    payload = re.fullmatch(r"https://t\.me/TestNameBot\?start=([\w-]+)", link)
    assert payload

    person.write(f"/start {payload[1]}")
    person.tap(who.language_button)
    person.tap(who.yes)
    welcome = person.reads(lambda said: bool(said.menu), "a menu")
    assert who.name in welcome.text
    assert who.schedule in welcome.menu

    person.write(who.schedule)
    schedule = person.reads(lambda said: "1" in said.buttons, "a numbered schedule")
    assert TITLES[who.language] in schedule.text
    assert "09:30–12:00" in schedule.text

    person.tap(who.not_coming)
    receipt = person.reads(lambda said: "📝" in said.text, "a receipt")
    assert TITLES[who.language] in receipt.text

    absent = _overview(operator)
    assert who.name in absent
    assert "CV-workshop" in absent

    for service in services:
        _stops_cleanly_and_has_told_nothing(service, operator, link)


def _wait_until_served(operator: Operator, services: list[Service]) -> None:
    def look() -> bool:
        assert all(service.process.poll() is None for service in services), services[0].log
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{operator.address}/").is_redirect
        return False

    eventually(look, "nothing is served")


def _overview(operator: Operator) -> str:
    """Sign in as Mette does; return what the first page says of those who cannot come."""
    link = operator.types("staff", "link", "mette@randers.example")[-1]
    with httpx.Client(follow_redirects=True) as browser:
        form = Page(browser.get(link).text).form(httpx.URL(link).path)
        page = Page(browser.post(link, data=form.values).text)
    return page.text.partition("Kan ikke komme")[2].partition("Ikke nået")[0]


def _stops_cleanly_and_has_told_nothing(service: Service, operator: Operator, link: str) -> None:
    end = service.stop()
    assert end.code == 0, end.log
    assert end.seconds < FEW_SECONDS
    lines = [json.loads(line) for line in end.log.splitlines()]
    assert [line for line in lines if line["level"] not in ("info", "debug")] == []
    payload = link.rpartition("=")[2]
    personal = [operator.token, payload, "Selam", "Amal", "Jens", "Mette", "R-10", "CV"]
    assert [word for word in personal if word in end.log] == []
