"""A week at a glance: each day, and what it holds."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from bot.rules.time import local
from bot.texts import icons, sessions, when
from bot.texts.facts import SessionFacts
from bot.texts.say import Voice, bold, isolate, lines, shorten

TITLE = 48
"""In UTF-16 units: a line of the glance need not hold more."""

Numbered = tuple[int, SessionFacts]


def by_day(shown: Iterable[Numbered]) -> list[tuple[date, list[Numbered]]]:
    """Return sessions, which are in order, under Copenhagen's days."""
    days = groupby(shown, lambda one: local(one[1].starts_at).date())
    return [(on, list(of_day)) for on, of_day in days]


def lines_of(
    voice: Voice, shown: Sequence[Numbered], *, first: date, last: date
) -> list[Markup | str]:
    """Return each day from the first to the last, also the days that hold nothing.

    A session that began on an earlier day stands on the first.
    """
    held: dict[date, list[Numbered]] = {}
    for on, of_day in by_day(shown):
        held.setdefault(max(on, first), []).extend(of_day)
    count = (last - first).days + 1
    days = [first + timedelta(days=number) for number in range(count)]
    return [_day(voice, on, held.get(on, [])) for on in days]


def stands(voice: Voice, session: SessionFacts) -> Markup | None:
    """Return that a session is off, or what the person said of it."""
    if session.cancelled:
        return voice.line(icons.CANCELLED, bold(voice.say("Cancelled")))
    return sessions.answered(voice, session)


def _day(voice: Voice, on: date, held: Sequence[Numbered]) -> Markup:
    """Return one day, and a line for each thing that it holds: no clock is torn by a small phone."""
    name = Markup("{}{}").format(voice.mark, isolate(bold(when.day(on, voice.language))))
    if not held:
        return Markup("{} · {}").format(name, voice.say("nothing"))
    return lines(name, *(voice.mark + _one(voice, one) for one in held))


def _one(voice: Voice, one: Numbered) -> Markup:
    """Return "1. 🎓 09:30–12:00 CV workshop ✅"; a cancelled one is called so in words."""
    number, session = one
    icon = icons.CANCELLED if session.cancelled else icons.KINDS[session.kind]
    title = shorten(session.title(voice.language), TITLE)
    said = Markup("{}. {} {} {}").format(
        number, icon, isolate(when.span(session.starts_at, session.ends_at)), isolate(title)
    )
    if session.cancelled:
        return Markup("{} · {}").format(said, voice.say("Cancelled"))
    answer = sessions.answer_icon(session)
    return Markup("{} {}").format(said, answer) if answer else said
