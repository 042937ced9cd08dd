"""Give somebody a place on a course."""

import re

from starlette.responses import Response

from bot.actions import people as doing
from bot.console import crumbs, foreseen
from bot.console.fields import Fields
from bot.console.foreseen import Question
from bot.console.visit import Visit
from bot.queries import enrolment
from bot.rules.refusals import Refused

NUMBER = re.compile(r"[0-9]{1,9}")


class NobodyChosen(Refused):
    """Choose who gets the place."""


class NoCourseChosen(Refused):
    """Choose the course."""


def of_course(visit: Visit) -> Response:
    """Show who could get a place on a course, or give it to one of them."""
    visit.caseworkers_only()
    number = visit.number("course")
    room, people = enrolment.who_could_join(visit.context.database, visit.caller, number)
    form = Fields.posted(visit.form, ("person",))
    chosen = _chosen(visit, form, "person", NobodyChosen())
    if chosen is not None:
        with form.refusals():
            return _give(visit, number, chosen, back="course")
    values = {"room": room, "people": people, "person": None, "rooms": ()}
    return _form(visit, form, path=crumbs.courses(visit, room.course), **values)


def of_person(visit: Visit) -> Response:
    """Show the courses on which somebody could get a place, or give them one."""
    visit.caseworkers_only()
    number = visit.number("person")
    person, rooms = enrolment.what_could_be_joined(visit.context.database, visit.caller, number)
    form = Fields.posted(visit.form, ("course",))
    chosen = _chosen(visit, form, "course", NoCourseChosen())
    if chosen is not None:
        with form.refusals():
            return _give(visit, chosen, number, back="person")
    values = {"room": None, "people": (), "person": person, "rooms": rooms}
    return _form(visit, form, path=crumbs.people(visit, person), **values)


def _chosen(visit: Visit, form: Fields, name: str, missing: Refused) -> int | None:
    """Return the number that was chosen, if the form was sent to be done."""
    if visit.request.method != "POST" or foreseen.goes_back(visit):
        return None
    if NUMBER.fullmatch(form.values[name]):
        return int(form.values[name])
    form.errors[name] = missing
    return None


def _give(visit: Visit, number: int, who: int, *, back: str) -> Response:
    room, person, _ = enrolment.place(visit.context.database, visit.caller, number, who)
    say, name = visit.speech.say, room.course.name(visit.speech.language)
    question = Question(
        title=say("Give {name} a place on “{course}”", name=person.name, course=name),
        confirm=say("Save and tell them"),
        path=crumbs.courses(visit, room.course),
        section="courses",
    )
    after = {"course": number} if back == "course" else {"person": who}
    return foreseen.do(
        visit,
        lambda here, cause: doing.enrol(here, who, number, cause=cause),
        lambda _: visit.go(back, query={"saved": "enrolled"}, **after),
        question=question,
    )


def _form(visit: Visit, form: Fields, **values: object) -> Response:
    status = 422 if form.errors else 200
    return visit.page("enrol.html", status=status, form=form, limits={}, **values)
