"""Who has a phone: three people on the stage, others somewhere in the country, the caseworker."""

from dataclasses import dataclass

from bot.actions import people
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.demo import desk
from bot.demo.botapi import Telegram
from bot.demo.people import AMAL, JENS, PEOPLE, SELAM
from bot.demo.phones.stage import Person
from bot.queries import lookup
from bot.rules import invitations
from bot.wiring.installation import Installation

ON_STAGE = {
    SELAM: "Service course · Tigrinya",
    AMAL: "Service course · Arabic",
    JENS: "Bus course · Danish",
}
NEVER_JOIN = {"R-2026-0106", "R-2026-0303", "N-2026-0013"}
"""Some have no smartphone, or do not want to; they are called or written to."""

METTES_NUMBER, FIRST_NUMBER = 1000, 1001


@dataclass(frozen=True)
class Cast:
    """The people with a phone, by whether the page shows it, and whoever sits at the desk."""

    on_stage: list[Person]
    off_stage: list[Person]
    desk: Person


def assemble(telegram: Telegram, home: Installation) -> Cast:
    """Give everybody of the programme a phone, and an invitation that is not yet scanned."""
    mette = telegram.phone(user_id=METTES_NUMBER, first_name="Mette")
    cast = Cast([], [], Person(mette, "da", "Caseworker · Danish", desk.ticket(home)))
    for number, (reference, name, language, *_) in enumerate(PEOPLE, FIRST_NUMBER):
        if reference in NEVER_JOIN:
            continue
        phone = telegram.phone(user_id=number, first_name=name.split()[0])
        about = ON_STAGE.get(reference)
        person = Person(phone, language, about or "", _invitation(home, reference))
        (cast.off_stage if about is None else cast.on_stage).append(person)
    return cast


def _invitation(home: Installation, reference: str) -> str:
    [found] = lookup.people(home.database, reference)
    cause = Cause(OPERATOR, f"demo:invite:{reference}", home.clock())
    invitation = people.invite(home.database, found.id, cause=cause)
    return invitations.token(home.settings.secret, invitation.id or 0)
