"""Courses and sessions: look, add, move, cancel."""

from collections.abc import Callable
from hashlib import sha256

from starlette.responses import Response

from bot.actions import schedule as doing
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from bot.console import session_form
from bot.console.session_form import ChangedMeanwhile, SessionForm
from bot.console.visit import Visit
from bot.queries import schedule
from bot.queries.schedule import SessionPage
from bot.rules.refusals import NotThere, Refused
from storage.vocabulary import ChangeKind


def courses(visit: Visit) -> Response:
    """Show the courses that the municipality shares."""
    database, caller = visit.context.database, visit.caller
    return visit.page(
        "courses.html",
        courses=schedule.courses(database, caller, now=visit.now),
        events=schedule.events(database, caller, now=visit.now),
    )


def course(visit: Visit) -> Response:
    """Show one course with its sessions and its people."""
    number = visit.number("course")
    found = schedule.course(visit.context.database, visit.caller, number, now=visit.now)
    ahead = [one for one in found.meetings if one.session.ends_at > visit.now]
    past = [one for one in reversed(found.meetings) if one.session.ends_at <= visit.now]
    return visit.page("course.html", found=found, row=found.row, ahead=ahead, past=past)


def session(visit: Visit) -> Response:
    """Show who comes to a session, and what became of the messages about it."""
    found = _session(visit)
    return visit.page(
        "session.html", found=found, saved=visit.asked("saved"), open=_is_open(visit, found)
    )


def add(visit: Visit) -> Response:
    """Show the form of a new session, or add it."""
    staff_only(visit)
    number = visit.number("course")
    found = schedule.course(visit.context.database, visit.caller, number, now=visit.now)

    def put(plan: Plan, cause: Cause) -> int:
        return doing.add(visit.context.database, number, cause.key, plan, cause=cause)

    form = session_form.read(visit.form) if visit.request.method == "POST" else session_form.blank()
    return put_or_show(visit, form, put, heading="add", course=found.row.course)


def put_or_show(
    visit: Visit, form: SessionForm, put: Callable[[Plan, Cause], int], **values: object
) -> Response:
    """Add what the form says and go there, or show the form with what is wrong."""
    if form.plan:
        try:
            added = put(form.plan, visit.cause())
            return visit.go("session", session=added, query={"saved": "added"})
        except NotThere:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _form(visit, form, **values)


def change(visit: Visit) -> Response:
    """Show the form of a session, or change it and tell everybody whom it concerns."""
    staff_only(visit)
    found = _session(visit)
    if visit.request.method != "POST":
        return _change_form(visit, session_form.filled(doing.plan_of(found.row)), found)
    form = session_form.read(visit.form, session_form.kinds_of(found.row))
    if form.plan:
        try:
            return _change(visit, form.plan, found)
        except NotThere:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _change_form(visit, form, found)


def cancel(visit: Visit) -> Response:
    """Ask whether a session is to be cancelled, or cancel it and tell everybody."""
    staff_only(visit)
    found = _session(visit)
    if visit.request.method != "POST":
        return visit.page("cancel.html", found=found, open=_is_open(visit, found))
    number = found.ref.id
    doing.cancel(visit.context.database, number, cause=visit.cause())
    return visit.go("session", session=number, query={"saved": "cancelled"})


def _change(visit: Visit, plan: Plan, found: SessionPage) -> Response:
    database, number, cause = visit.context.database, found.ref.id, visit.cause()
    is_seen = visit.form.get("seen") == _seen(found)
    if not is_seen and schedule.brought_about(database, cause.key) is None:
        raise ChangedMeanwhile
    doing.change(database, number, plan, cause=cause)
    is_told = schedule.brought_about(database, cause.key) is ChangeKind.SESSION_MOVED
    return visit.go("session", session=number, query={"saved": "moved" if is_told else "edited"})


def _change_form(visit: Visit, form: SessionForm, found: SessionPage) -> Response:
    return _form(
        visit,
        form,
        heading="change",
        course=found.course,
        person=found.person,
        found=found,
        seen=_seen(found),
        kinds=session_form.kinds_of(found.row),
    )


def _form(visit: Visit, form: SessionForm, **values: object) -> Response:
    status = 422 if form.errors else 200
    nothing = {"course": None, "person": None, "found": None, "seen": "", "courses": None}
    given = nothing | {"kinds": session_form.COURSE_KINDS} | values
    return visit.page(
        "session_form.html", status=status, form=form, limits=session_form.LENGTHS, **given
    )


def _session(visit: Visit) -> SessionPage:
    number = visit.number("session")
    return schedule.session(visit.context.database, visit.caller, number, now=visit.now)


def _seen(found: SessionPage) -> str:
    """Return a mark of the session as it is, so that nobody overwrites what they have not seen."""
    return sha256(repr(doing.plan_of(found.row)).encode()).hexdigest()[:16]


def _is_open(visit: Visit, found: SessionPage) -> bool:
    """Tell whether this session can still be changed, and by this member of staff."""
    is_ahead = found.row.starts_at > visit.now and found.row.cancelled_at is None
    return is_ahead and not visit.caller.counts_only


def staff_only(visit: Visit) -> None:
    """Raise NotThere for who sees counts only."""
    if visit.caller.counts_only:
        raise NotThere
