"""Sessions as a file that every calendar reads: iCalendar, RFC 5545.

Moments stand in UTC, so that no calendar needs to know Copenhagen's clock, on its two
change-over nights least of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from bot.rules import time
from bot.rules.time import local
from bot.texts import icons, sessions
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Document, Message, Text
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, lines, plain, shorten

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Brobygger//Brobygger//EN"
DAYS = 366


@dataclass(frozen=True)
class CalendarFile(sessions.AboutSession):
    """One session for the calendar on the phone; a cancelled one takes itself out there."""

    kind = "calendar"
    heard = False

    def say(self, voice: Voice, facts: Facts) -> Message:
        """Return the file, or that there is nothing to put into it."""
        here = facts.session
        if here is None:
            return super().say(voice, facts)
        name = f"{local(here.starts_at):%Y-%m-%d}.ics"
        off = voice.line(icons.CANCELLED, bold(voice.say("Cancelled"))) if here.cancelled else None
        caption = lines(sessions.heading(voice, here), off, _how(voice))
        return Document(name, file(voice, facts, [here]), caption)


@dataclass(frozen=True)
class PlanFile(Notice):
    """Everything from a day (ISO) on for the calendar on the phone."""

    kind = "plan"
    on: str

    def window(self) -> tuple[datetime, datetime]:
        """Return the beginning of the day, and the end of what is known ahead."""
        return time.days(date.fromisoformat(self.on), count=DAYS)

    def say(self, voice: Voice, facts: Facts) -> Message:
        """Return the file, or that there is nothing to put into it."""
        if not facts.sessions:
            return Text(voice.line(icons.SCHEDULE, voice.say("Nothing here.")))
        caption = lines(voice.line(icons.SCHEDULE, bold(voice.label("Schedule"))), _how(voice))
        return Document("calendar.ics", file(voice, facts, facts.sessions), caption)


def file(voice: Voice, facts: Facts, chosen: Sequence[SessionFacts]) -> bytes:
    """Return the sessions as iCalendar, in the person's own language."""
    from icalendar import Calendar  # noqa: PLC0415  # it takes as long as all else together

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for session in chosen:
        calendar.add_component(_event(voice, facts, session))
    return bytes(calendar.to_ical())


def _event(voice: Voice, facts: Facts, session: SessionFacts) -> "Event":
    from icalendar import Event  # noqa: PLC0415  # see above

    event = Event()
    event.add("uid", uid(facts.municipality, session.id))
    event.add("sequence", session.revision)
    event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    event.add("dtstamp", facts.now.astimezone(UTC))
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", sessions.short_title(session, voice.language))
    event.add("location", _where(session))
    if session.latitude is not None and session.longitude is not None:
        event.add("geo", (session.latitude, session.longitude))
    if contact := shorten(session.contact, sessions.NAME):
        event.add("contact", contact)
    if what := _what(voice, session):
        event.add("description", what)
    return event


def uid(municipality: str, session_id: int) -> str:
    """Return the name of a session that no other has: the same each time it is fetched."""
    name = f"brobygger:{plain(municipality)}:{session_id}"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _where(session: SessionFacts) -> str:
    address = shorten(session.address, sessions.ADDRESS)
    return ", ".join(part for part in (sessions.short_place(session), address) if part)


def _what(voice: Voice, session: SessionFacts) -> str:
    """Return whom to ask for and what to bring, for calendars that show little else."""
    bring = shorten(session.bring, sessions.BRING)
    found = (
        sessions.ask_for(voice, session),
        voice.line(icons.BRING, voice.say("Bring: {things}", things=bring)) if bring else None,
    )
    return "\n".join(plain(line.unescape()) for line in found if line)


def _how(voice: Voice) -> Markup:
    """Say how to use the file, and that it knows no changes."""
    return voice.say(
        "Open the file to put this in your calendar. If the time changes, take a new file."
    )
