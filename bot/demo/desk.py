"""Mette's desk: she sits at the console beside the phones, and has a phone of her own."""

from bot.actions import staff, staff_links
from bot.actions.access import Caller
from bot.demo.people import METTE
from bot.queries import lookup, staff as queries
from bot.rules import tickets
from bot.wiring.installation import Installation


def sign_in(home: Installation) -> str:
    """Sign her in without a link; return her browser's token."""
    found = lookup.member(home.database, METTE)
    return staff.open_browser(home.database, found.id if found else 0, now=home.clock())


def caller(home: Installation) -> Caller:
    """Return on whose behalf she does what she does; raises LookupError without a programme."""
    signed_in = queries.signed_in(home.database, sign_in(home), now=home.clock())
    if signed_in is None:
        raise LookupError(METTE)
    return signed_in.caller


def ticket(home: Installation) -> str:
    """Return the payload of the link that connects her phone."""
    made = staff_links.ticket(home.database, caller(home), home.clock())
    return tickets.token(home.settings.secret, made)
