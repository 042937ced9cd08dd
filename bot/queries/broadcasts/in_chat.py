"""What a member of staff is shown of a broadcast in their own chat, as it is at delivery."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.broadcasts import audience as people, prepared, underway
from bot.queries.broadcasts import loading
from bot.rules import broadcasts as rules, variables
from bot.rules.audiences import Audience, Group
from bot.rules.refusals import NotThere
from bot.rules.time import local
from bot.texts.facts import Facts
from bot.texts.notices import Notice
from bot.texts.staff.broadcasts import (
    Asked,
    AskReply,
    AskSession,
    AskText,
    AskWhom,
    Choices,
    Coming,
    ToWhom,
    Whom,
    Words,
)
from bot.texts.staff.previews import Sample, Sampled, Summary
from bot.texts.staff.progress import AskStopSending, StaffProgress
from bot.texts.staff.translations import AskGap, AskTranslation, Side
from storage import audiences, broadcasts, courses, searches, writings
from storage.broadcasts import Broadcast
from storage.courses import Course
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import Gap, GroupKind, Language

DRAFTS, SESSIONS = 3, 12
"""So many are offered, the newest and the next."""


def choices(db: Db, _notice: Notice, to: Staff, now: datetime) -> Choices:
    """Return whom a member of staff can choose, and what they have begun to write."""
    running = [one for one in courses.courses_of(db, to.municipality_id) if _runs(db, one, now)]
    saved = searches.own(db, to.id or 0)
    groups = (
        Group(GroupKind.CASELOAD),
        *(Group(GroupKind.COURSE, (one.id or 0,)) for one in running),
        *(Group(GroupKind.SEARCH, (one.id or 0,)) for one in saved),
        Group(GroupKind.MUNICIPALITY),
    )
    counts = audiences.sizes(db, people.wanted(db, to, Audience(groups), now))
    named = [(one.name_da, one.name_en or "") for one in running]
    names = [("", ""), *named, *((one.name, one.name) for one in saved), ("", "")]
    shown = zip(groups, counts, names, strict=True)
    drafts = broadcasts.drafts_of(db, to.id or 0)[:DRAFTS]
    return Choices(
        tuple(Whom(one.kind, next(iter(one.numbers), None), n, name) for one, n, name in shown),
        tuple((one.id or 0, _danish(db, one.writing_id)) for one in drafts),
    )


def chosen(db: Db, notice: Notice, to: Staff, now: datetime) -> Whom:
    """Return who is in the group that was chosen."""
    params = notice.params()
    numbers = (params["number"],) if params["number"] else ()
    audience = Audience((Group(GroupKind(params["group"]), numbers),))
    count = audiences.size(db, people.wanted(db, to, audience, now))
    return prepared.whom(db, audience, count)


def words(db: Db, notice: Notice, to: Staff, _now: datetime) -> Words:
    """Return what a text says so far, else the templates that it could be."""
    broadcast = _theirs(db, notice, to)
    if broadcast is not None:
        return Words(_danish(db, broadcast.writing_id))
    shelf = writings.templates_of(db, to.municipality_id)
    return Words("", tuple((one.id or 0, one.name) for one in shelf))


def coming(db: Db, notice: Notice, to: Staff, now: datetime) -> Coming | None:
    """Return the next sessions of the courses that a broadcast goes to, else of all of them."""
    broadcast = _theirs(db, notice, to)
    if broadcast is None:
        return None
    wanted = variables.needs_session(_danish(db, broadcast.writing_id))
    groups = Audience.read(broadcast.audience).groups
    chosen = [one.numbers[0] for one in groups if one.kind is GroupKind.COURSE]
    shared = [one.id or 0 for one in courses.courses_of(db, to.municipality_id)]
    found = db.exec(
        select(Session)
        .where(
            col(Session.course_id).in_(chosen or shared),
            col(Session.starts_at) > now,
            col(Session.cancelled_at).is_(None),
        )
        .order_by(col(Session.starts_at), col(Session.id))
        .limit(SESSIONS)
    )
    sessions = tuple((one.id or 0, one.title_da, one.starts_at) for one in found)
    return Coming(sessions, variables.shown(wanted))


def asked(db: Db, notice: Notice, to: Staff, _now: datetime) -> Asked | None:
    """Return what a broadcast asks."""
    broadcast = _theirs(db, notice, to)
    return prepared.asked(db, broadcast) if broadcast else None


def side(db: Db, notice: Notice, to: Staff, now: datetime) -> Side | None:
    """Return a broadcast in one language, and how many read it."""
    broadcast = _theirs(db, notice, to)
    if broadcast is None:
        return None
    language = Language(notice.params()["language"])
    known = writings.translations_of(db, broadcast.writing_id)
    danish, row = known.get(Language.DANISH), known.get(language)
    gap = broadcast.gaps.get(language)
    return Side(
        count=_readers(db, broadcast, language, now),
        text=row.text if row else "",
        danish=danish.text if danish else "",
        state=writings.state(row, danish),
        gap=Gap(gap) if gap else None,
        has_choices=bool(danish and danish.choices),
    )


def sampled(db: Db, notice: Notice, to: Staff, now: datetime) -> Sampled | None:
    """Return a broadcast as the first of those gets it who read one language."""
    broadcast = _theirs(db, notice, to)
    if broadcast is None:
        return None
    language = Language(notice.params()["language"])
    said = writings.said_in(db, broadcast.writing_id, language, broadcast.gaps)
    person = db.exec(
        select(Participant)
        .where(people.goes_to(db, broadcast, now).everybody, Participant.language == language)
        .order_by(col(Participant.id))
    ).first()
    if said is None or person is None:
        return None
    home = db.get_one(Municipality, person.municipality_id)
    caseworker = db.get(Staff, person.caseworker_id) if person.caseworker_id else None
    facts = Facts(
        language=language,
        now=now,
        name=person.name,
        called=person.called or person.name,
        municipality=home.name,
        phone=(caseworker.phone if caseworker else None) or home.phone,
        caseworker=caseworker.name if caseworker else None,
        about=loading.of(db, broadcast, said, language),
    )
    return Sampled(facts, _readers(db, broadcast, language, now))


def _theirs(db: Db, notice: Notice, to: Staff) -> Broadcast | None:
    """Return the broadcast that a notice speaks of, while the reader may see it."""
    try:
        return access.broadcast(db, access.staff(to), notice.params()["broadcast_id"])
    except NotThere:
        return None


def _summary(db: Db, notice: Notice, to: Staff, now: datetime) -> object:
    broadcast = _theirs(db, notice, to)
    return prepared.of(db, broadcast, now) if broadcast else None


def _underway(db: Db, notice: Notice, to: Staff, _now: datetime) -> object:
    broadcast = _theirs(db, notice, to)
    return underway.of(db, broadcast) if broadcast else None


def _readers(db: Db, broadcast: Broadcast, language: Language, now: datetime) -> int:
    return audiences.by_language(db, people.goes_to(db, broadcast, now)).get(language, 0)


def _danish(db: Db, writing_id: int) -> str:
    danish = writings.translations_of(db, writing_id).get(Language.DANISH)
    return danish.text if danish else ""


def _runs(db: Db, course: Course, now: datetime) -> bool:
    return not rules.is_over(courses.days_of(db, course.id or 0), local(now).date())


LOADERS: dict[str, Callable[[Db, Notice, Staff, datetime], object]] = {
    AskWhom.kind: choices,
    ToWhom.kind: chosen,
    AskText.kind: words,
    AskSession.kind: coming,
    AskReply.kind: asked,
    AskGap.kind: side,
    AskTranslation.kind: side,
    Sample.kind: sampled,
    Summary.kind: _summary,
    StaffProgress.kind: _underway,
    AskStopSending.kind: _underway,
}
"""By the kind of the notice."""
