"""The link with which staff connect their chat."""

import re
from datetime import UTC, datetime

import pytest

from bot.rules import invitations, tickets
from bot.rules.tickets import Ticket

SECRET = "a secret key of the tests, long enough"
TICKET = Ticket(12, 3, datetime(2026, 11, 23, 8, 15, tzinfo=UTC))


def test_what_was_signed_is_read() -> None:
    text = tickets.token(SECRET, TICKET)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text)
    assert tickets.read(SECRET, text) == TICKET


@pytest.mark.parametrize(
    "text",
    [
        "",
        "s",
        tickets.token("another secret", TICKET),
        tickets.token(SECRET, TICKET).replace("s12-", "s13-"),
        tickets.token(SECRET, TICKET).replace("-3-", "-4-"),
        "s1-1-999999999999-" + "A" * 24,
        invitations.token(SECRET, 12),
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert tickets.read(SECRET, text) is None


def test_an_invitation_is_no_such_link_and_the_other_way_round() -> None:
    assert invitations.read(SECRET, tickets.token(SECRET, TICKET)) is None
