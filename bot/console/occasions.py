"""What is not of a course: an appointment of one person, an event that is open to groups."""

from starlette.responses import Response

from bot.actions import occasions as doing
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from bot.console import crumbs, session_form
from bot.console.foreseen import Question
from bot.console.schedule import put_or_show
from bot.console.session_form import SessionForm
from bot.console.visit import Visit
from bot.queries import courses, people
from storage.database import Database
from storage.vocabulary import SessionKind


def appoint(visit: Visit) -> Response:
    """Show the form of a person's new appointment, or add it and tell them."""
    visit.caseworkers_only()
    database, number = visit.context.database, visit.number("person")
    person = people.mentioned(database, visit.caller, number)

    def put(plan: Plan, here: Database, cause: Cause) -> int:
        return doing.appoint(here, number, cause.key, plan, cause=cause)

    kind = SessionKind.APPOINTMENT
    question = Question(
        title=visit.speech.say("Add an appointment"),
        confirm=visit.speech.say("Save and tell them"),
        path=crumbs.people(visit, person),
        section="people",
    )
    shown = {"heading": "appointment", "person": person, "kinds": (kind,)}
    return put_or_show(visit, _form(visit, kind), put, question, **shown)


def invite(visit: Visit) -> Response:
    """Show the form of a new event, or add it and tell everybody who is invited."""
    visit.caseworkers_only()
    database, kind = visit.context.database, SessionKind.EVENT
    form = _form(visit, kind)

    def put(plan: Plan, here: Database, cause: Cause) -> int:
        return doing.invite(here, form.groups, cause.key, plan, cause=cause)

    question = Question(
        title=visit.speech.say("Add an event"),
        confirm=visit.speech.say("Save and tell them"),
        path=crumbs.courses(visit),
        section="courses",
    )
    listed = courses.named(database, visit.caller)
    return put_or_show(visit, form, put, question, heading="event", courses=listed, kinds=(kind,))


def _form(visit: Visit, kind: SessionKind) -> SessionForm:
    if visit.request.method != "POST":
        return session_form.blank(kind)
    return session_form.read(visit.form, (kind,))
