"""Where a page stands: names and addresses from the top down to it."""

from bot.console.visit import Visit
from bot.queries.refs import CourseRef, PersonRef
from bot.queries.schedule import SessionPage

Crumbs = list[tuple[object, str]]


def courses(visit: Visit, course: CourseRef | None = None) -> Crumbs:
    """Return the way to the courses, or to one of them."""
    top: Crumbs = [(visit.speech.say("Courses"), visit.url("courses"))]
    if course is None:
        return top
    return [*top, (course.name(visit.speech.language), visit.url("course", course=course.id))]


def people(visit: Visit, person: PersonRef | None = None) -> Crumbs:
    """Return the way to the people, or to one of them."""
    top: Crumbs = [(visit.speech.say("People"), visit.url("people"))]
    return [*top, (person.name, visit.url("person", person=person.id))] if person else top


def session(visit: Visit, found: SessionPage) -> Crumbs:
    """Return the way to a session."""
    above = people(visit, found.person) if found.person else courses(visit, found.course)
    title = found.ref.title(visit.speech.language)
    return [*above, (title, visit.url("session", session=found.ref.id))]
