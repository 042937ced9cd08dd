"""A broadcast that could be sent: to whom, in which languages, and when they have it."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session as Db, func, select

from bot.actions.broadcasts import confirming, running
from bot.rules import broadcasts as rules
from bot.rules.audiences import Audience
from bot.rules.broadcasts import Estimate
from bot.rules.time import local
from bot.texts.staff.broadcasts import Asked, Whom
from bot.texts.staff.previews import Prepared, Reader
from storage import audiences, mailings, writings
from storage.broadcasts import Broadcast
from storage.courses import Course
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import Gap, GroupKind, Language

PLAIN = (GroupKind.CASELOAD, GroupKind.MUNICIPALITY, GroupKind.COURSE)


def of(db: Db, broadcast: Broadcast, now: datetime) -> Prepared:
    """Return a broadcast as it would be sent now, or as it was confirmed."""
    audience = Audience.read(broadcast.audience)
    chosen = audiences.goes_to(db, broadcast, audience, now=now, today=local(now).date())
    home = db.get_one(Municipality, broadcast.municipality_id)
    counts = audiences.by_language(db, chosen)
    count = sum(counts.values())
    reachable = select(func.count()).select_from(Participant).where(audiences.reachable(chosen))
    there = db.exec(reachable).one()
    leaves = _leaves(db, broadcast, home, there, now)
    return Prepared(
        state=broadcast.state,
        to=whom(db, audience, count),
        readers=_readers(db, broadcast, counts),
        unlinked=count - there,
        asked=asked(db, broadcast),
        begins_at=leaves.first,
        last_at=leaves.last,
        is_planned=broadcast.recurs or broadcast.send_at is not None,
        approve_above=home.approve_above,
        mark=confirming.mark(db, broadcast),
    )


def whom(db: Db, audience: Audience, count: int) -> Whom:
    """Return an audience as the chat names it: one group, or what the console has put together."""
    [group, *others] = audience.groups
    if others or audience != Audience((group,)) or group.kind not in PLAIN:
        return Whom(None, None, count)
    number = next(iter(group.numbers), None)
    course = db.get(Course, number) if number else None
    names = (course.name_da, course.name_en or "") if course else ("", "")
    return Whom(group.kind, number, count, names)


def asked(db: Db, broadcast: Broadcast) -> Asked:
    """Return what a broadcast asks of who reads it."""
    danish = writings.translations_of(db, broadcast.writing_id).get(Language.DANISH)
    return Asked(broadcast.reply, tuple(str(one) for one in danish.choices) if danish else ())


def _readers(db: Db, broadcast: Broadcast, counts: Mapping[Language, int]) -> tuple[Reader, ...]:
    known = writings.translations_of(db, broadcast.writing_id)
    danish = known.get(Language.DANISH)
    return tuple(
        Reader(
            language,
            count,
            writings.state(known.get(language), danish),
            Gap(broadcast.gaps[language]) if language in broadcast.gaps else None,
        )
        for language, count in counts.items()
    )


def _leaves(
    db: Db, broadcast: Broadcast, home: Municipality, count: int, now: datetime
) -> Estimate:
    """Return when the first and the last one has it, as far as that can be told."""
    start = broadcast.send_at or now
    if broadcast.recurs_weekday is not None and broadcast.recurs_at is not None:
        start = rules.next_occurrence(broadcast.recurs_weekday, broadcast.recurs_at, since=now)
    due_at = running.window(broadcast, home, start).due_at
    ahead = mailings.ahead(db, home.bot) if due_at <= now else 0
    leaves = rules.estimate(count, ahead=ahead, begins_at=due_at)
    return Estimate(due_at, leaves.last)
