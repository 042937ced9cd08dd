"""The daily list by e-mail, over the wire to a real mail server on this machine."""

import asyncio
import email
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlmodel import select

from bot.actions import dailies, mailing, staff
from bot.clock import MovableClock
from bot.delivery import compose
from bot.delivery.mail import Mailer
from bot.delivery.smtp import MailServer
from bot.rules.time import read
from storage.daily import DailyList
from storage.database import Database
from storage.vocabulary import NoticeState, Outcome
from tests.support import cast, eight
from tests.support.cast import Stage
from tests.support.town import BOT

pytestmark = pytest.mark.enable_socket

EIGHT = read("2026-11-24 08:00")
CONSOLE = "https://brobygger.example.dk/console"


class Postmaster:
    """A mail server: keeps what it gets, and is as unkind as it is told to be."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusals: dict[str, str] = {}
        self.hangs_up = 0
        self.port = 0

    async def open(self) -> None:
        """Serve, always at the same port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self, loop=loop), "127.0.0.1", self.port
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Take no calls."""
        self._server.close()
        await self._server.wait_closed()

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  # likewise
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        letter = email.message_from_bytes(content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        if self.hangs_up:
            self.hangs_up -= 1
            assert server.transport
            server.transport.abort()  # type: ignore[attr-defined]
        return "250 OK"

    def to(self, who: str) -> list[EmailMessage]:
        """Return what somebody of the staff got."""
        return [one for one in self.letters if one["To"] == f"{who.lower()}@example.dk"]


class Post:
    """A town at eight, its mail server, and a mailer that can be put in the place of another."""

    def __init__(self, here: Stage, postmaster: Postmaster) -> None:
        self.here, self.postmaster = here, postmaster
        self.clock = MovableClock(EIGHT, running=False)
        self.new_mailer()

    def new_mailer(self, security: str = "none") -> None:
        """Begin with nothing in memory."""
        server = MailServer("127.0.0.1", self.postmaster.port, security, "Bro <bro@randers.dk>")
        self.mailer = Mailer(self.here.database, BOT, server, self.clock, console_url=CONSOLE)

    async def pass_on(self, **time: int) -> None:
        """Let time pass, and do all that is due."""
        self.clock.move_to(self.clock() + timedelta(**time))
        await self.mailer.drain()

    def row(self, who: str = "Mette") -> DailyList:
        with self.here.database.reading() as db:
            mine = DailyList.staff_id == self.here.town.staff[who]
            return db.exec(select(DailyList).where(mine)).one()


@pytest.fixture
async def post(database: Database) -> AsyncIterator[Post]:
    here, postmaster = cast.stage(database), Postmaster()
    eight.fill(here)
    dailies.plan(database, EIGHT)
    await postmaster.open()
    yield Post(here, postmaster)
    await postmaster.close()


def text(letter: EmailMessage, kind: str) -> str:
    body = letter.get_body((kind,))
    assert body
    content = body.get_content()
    assert isinstance(content, str)
    return content


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        ("da", "Brobygger: listen for tirsdag 24/11", "Ikke hørt fra i 14 dage: 1"),
        ("en", "Brobygger: the list of Tuesday 24/11", "Silent for 14 days: 1"),
    ],
)
async def test_it_is_sent_once_and_holds_numbers_links_and_no_name(
    post: Post, language: str, subject: str, line: str
) -> None:
    staff.choose_language(post.here.database, post.here.town.staff["Mette"], language)
    await post.pass_on()
    await post.pass_on(hours=1)
    post.new_mailer()
    await post.pass_on(hours=1)
    [letter] = post.postmaster.to("Mette")
    assert (letter["Subject"], letter["From"]) == (subject, "Bro <bro@randers.dk>")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"].datetime == EIGHT
    for kind in ("plain", "html"):
        assert line in text(letter, kind)
        assert not [name for name in eight.NAMES if name in text(letter, kind)]
    links = re.findall(r'href="([^"]+)"', text(letter, "html"))
    assert f"{CONSOLE}/people?unheard=silent" in links
    assert all(link.startswith(f"{CONSOLE}/") and link in text(letter, "plain") for link in links)
    assert (post.row().state, post.row().finished_at) == (NoticeState.SENT, EIGHT)
    [karins] = post.postmaster.to("Karin")
    assert not [name for name in eight.NAMES if name in text(karins, "plain")]
    assert "/people" not in text(karins, "plain")  # a coordinator has no such page


async def test_a_server_that_is_away_is_asked_again_until_noon(post: Post) -> None:
    await post.postmaster.close()
    await post.pass_on()
    assert (post.row().state, post.row().outcome) == (NoticeState.READY, Outcome.NO_CONNECTION)
    await post.postmaster.open()
    await post.pass_on(minutes=2)
    assert post.row().state is NoticeState.SENT
    assert len(post.postmaster.to("Mette")) == 1


async def test_a_server_that_stays_away_until_noon_gets_it_no_more(post: Post) -> None:
    post.postmaster.refusals["mette@example.dk"] = "451 come back later"
    await post.pass_on()
    assert post.row().state is NoticeState.READY
    post.postmaster.refusals.clear()
    await post.pass_on(hours=5)
    assert (post.row().state, post.row().outcome) == (NoticeState.EXPIRED, Outcome.TOO_LATE)
    assert post.postmaster.to("Mette") == []


async def test_a_refused_address_is_written_down_and_keeps_nobody_elses_back(post: Post) -> None:
    post.postmaster.refusals["mette@example.dk"] = "550 no such user"
    await post.pass_on()
    await post.pass_on(hours=1)
    assert (post.row().state, post.row().outcome) == (NoticeState.FAILED, Outcome.REJECTED)
    assert len(post.postmaster.to("Karin")) == 1


async def test_who_dies_or_is_cut_off_while_sending_leaves_one_copy_more_at_most(
    post: Post,
) -> None:
    number = post.row().id or 0
    died = mailing.begin(post.here.database, number, EIGHT, compose=compose.letter)
    assert died
    post.postmaster.hangs_up = 9
    await post.pass_on()  # somebody else takes over, and is cut off after the last byte
    await post.pass_on(minutes=5)
    assert (post.row().state, post.row().attempts) == (NoticeState.UNCERTAIN, 2)
    assert len(post.postmaster.to("Mette")) == 1
    twice = post.postmaster.to("Karin")
    assert len(twice) == 2
    assert len({letter["Message-ID"] for letter in twice}) == 1
    assert post.row("Karin").state is NoticeState.UNCERTAIN


async def test_what_is_to_be_encrypted_never_goes_in_the_clear(post: Post) -> None:
    post.new_mailer(security="starttls")
    await post.pass_on()
    assert post.row().outcome is Outcome.NO_CONNECTION
    assert post.postmaster.letters == []
