"""Courses and sessions: look, add, change, cancel."""

from collections.abc import Callable, Sequence, Set as AbstractSet
from functools import partial
from hashlib import sha256

from starlette.responses import Response

from bot.actions import occasions, schedule as doing
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from bot.console import crumbs, foreseen, session_form as forms
from bot.console.foreseen import Question
from bot.console.session_form import ChangedMeanwhile, SessionForm
from bot.console.templating import Moments
from bot.console.visit import Visit
from bot.queries import courses as listed, endings, schedule
from bot.queries.schedule import SessionPage
from bot.rules.time import local
from storage.database import Database
from storage.vocabulary import ChangeKind


def courses(visit: Visit) -> Response:
    """Show the courses that the municipality shares."""
    database, caller = visit.context.database, visit.caller
    return visit.page(
        "courses.html",
        courses=listed.listing(database, caller, now=visit.now),
        events=schedule.events(database, caller, now=visit.now),
    )


def course(visit: Visit) -> Response:
    """Show one course with its sessions and its people."""
    number = visit.number("course")
    found = schedule.course(visit.context.database, visit.caller, number, now=visit.now)
    ahead = [one for one in found.meetings if one.session.ends_at > visit.now]
    past = [one for one in reversed(found.meetings) if one.session.ends_at <= visit.now]
    places = endings.of_course(visit.context.database, visit.caller, number)
    return visit.page(
        "course.html",
        found=found,
        row=found.row,
        ahead=ahead,
        past=past,
        places=places,
        is_due=places.is_due(local(visit.now).date()),
        saved=visit.asked("saved"),
        ended=visit.how_many("places"),
    )


def session(visit: Visit) -> Response:
    """Show who comes to a session, and what became of the messages about it."""
    found = _session(visit)
    return visit.page(
        "session.html", found=found, saved=visit.asked("saved"), open=_is_open(visit, found)
    )


def add(visit: Visit) -> Response:
    """Show the form of a new session, or add it."""
    visit.caseworkers_only()
    number = visit.number("course")
    found = schedule.course(visit.context.database, visit.caller, number, now=visit.now)

    def put(plan: Plan, database: Database, cause: Cause) -> int:
        return doing.add(database, number, cause.key, plan, cause=cause)

    form = forms.read(visit.form) if visit.request.method == "POST" else forms.blank()
    course = found.row.course
    question = Question(
        title=visit.speech.say("Add a session"),
        confirm=visit.speech.say("Save and tell them"),
        path=crumbs.courses(visit, course),
        section="courses",
    )
    return put_or_show(visit, form, put, question, heading="add", course=course)


Put = Callable[[Plan, Database, Cause], int]


def put_or_show(
    visit: Visit, form: SessionForm, put: Put, question: Question, **values: object
) -> Response:
    """Add what the form says and go there, or show the form with what is wrong."""
    if form.plan and not foreseen.goes_back(visit):
        with form.refusals():
            return foreseen.do(
                visit,
                partial(put, form.plan),
                lambda added: visit.go("session", session=added, query={"saved": "added"}),
                question=question,
            )
    return _form(visit, form, **values)


def change(visit: Visit) -> Response:
    """Show the form of a session, or change it and tell everybody whom it concerns."""
    visit.caseworkers_only()
    found = _session(visit)
    if visit.request.method != "POST":
        form = forms.filled(doing.plan_of(found.row), _groups(found))
        return _change_form(visit, form, found)
    form = forms.read(visit.form, forms.kinds_of(found.row))
    if form.plan and not foreseen.goes_back(visit):
        with form.refusals():
            return _change(visit, form.plan, form.groups, found)
    return _change_form(visit, form, found)


def cancel(visit: Visit) -> Response:
    """Ask whether a session is to be cancelled, or cancel it and tell everybody."""
    visit.caseworkers_only()
    found = _session(visit)
    number, say = found.ref.id, visit.speech.say
    if visit.request.method != "POST" and not _is_open(visit, found):
        return visit.page("cancel.html", found=found)
    question = Question(
        title=say("Cancel “{title}”?", title=found.ref.title(visit.speech.language)),
        confirm=say("Cancel the session and tell everybody"),
        path=crumbs.session(visit, found),
        section=_section(found),
        note=say("{moment}. This cannot be undone.", moment=_moment(visit, found)),
        keep=(say("Keep the session"), visit.url("session", session=number)),
        danger=True,
    )
    return foreseen.do(
        visit,
        lambda database, cause: doing.cancel(database, number, cause=cause),
        lambda _: visit.go("session", session=number, query={"saved": "cancelled"}),
        question=question,
    )


def _change(visit: Visit, plan: Plan, groups: Sequence[int | None], found: SessionPage) -> Response:
    database, number, cause = visit.context.database, found.ref.id, foreseen.cause(visit)
    causes = (cause.key, occasions.opening(cause).key)
    is_seen = visit.form.get("seen") == _seen(found)
    if not is_seen and not schedule.brought_about(database, *causes):
        raise ChangedMeanwhile

    def save(database: Database, cause: Cause) -> None:
        if found.is_event:
            occasions.change(database, number, groups, plan, cause=cause)
        else:
            doing.change(database, number, plan, cause=cause)

    def saved(_: None) -> Response:
        what = _saved(schedule.brought_about(database, *causes))
        return visit.go("session", session=number, query={"saved": what})

    question = Question(
        title=visit.speech.say("Move or change a session"),
        confirm=visit.speech.say("Save and tell them"),
        path=crumbs.session(visit, found),
        section=_section(found),
    )
    return foreseen.do(visit, save, saved, question=question)


def _saved(done: AbstractSet[ChangeKind]) -> str:
    """Return what is said of it: whether everybody is told, a few, or nobody."""
    if ChangeKind.SESSION_MOVED in done:
        return "moved"
    return "opened" if ChangeKind.AUDIENCE_EDITED in done else "edited"


def _change_form(visit: Visit, form: SessionForm, found: SessionPage) -> Response:
    return _form(
        visit,
        form,
        heading="change",
        course=found.course,
        person=found.person,
        found=found,
        seen=_seen(found),
        kinds=forms.kinds_of(found.row),
        **(_audience(visit, found) if found.is_event else {}),
    )


def _audience(visit: Visit, found: SessionPage) -> dict[str, object]:
    """Return which groups the caller may choose, and whether others are invited beside them."""
    courses = listed.named(visit.context.database, visit.caller)
    is_home = found.row.municipality_id == visit.caller.municipality_id
    reach = {one.id for one in courses} | ({None} if is_home else set())
    return {"courses": courses, "is_home": is_home, "elsewhere": set(_groups(found)) - reach}


def _form(visit: Visit, form: SessionForm, **values: object) -> Response:
    status = 422 if form.errors else 200
    nothing = {"course": None, "person": None, "found": None, "seen": "", "courses": None}
    given = nothing | {"kinds": forms.COURSE_KINDS, "is_home": True, "elsewhere": ()} | values
    return visit.page("session_form.html", status=status, form=form, limits=forms.LENGTHS, **given)


def _session(visit: Visit) -> SessionPage:
    number = visit.number("session")
    return schedule.session(visit.context.database, visit.caller, number, now=visit.now)


def _groups(found: SessionPage) -> tuple[int | None, ...]:
    return tuple(group.id if group else None for group in found.groups)


def _section(found: SessionPage) -> str:
    return "people" if found.person else "courses"


def _moment(visit: Visit, found: SessionPage) -> str:
    moments, session = Moments(visit.speech.language, visit.now), found.ref
    return f"{moments.day(session.starts_at)} {moments.span(session.starts_at, session.ends_at)}"


def _seen(found: SessionPage) -> str:
    """Return a mark of the session as it is, so that nobody overwrites what they have not seen."""
    known = doing.plan_of(found.row), _groups(found)
    return sha256(repr(known).encode()).hexdigest()[:16]


def _is_open(visit: Visit, found: SessionPage) -> bool:
    """Tell whether this session can still be changed, and by this member of staff."""
    is_ahead = found.row.starts_at > visit.now and found.row.cancelled_at is None
    return is_ahead and not visit.caller.counts_only
