"""End a place on a course, or those of everybody as the course ends, and say how they ended."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup
from starlette.responses import Response

from bot.actions import endings as doing
from bot.actions.endings import Ending, EndsAhead
from bot.console import crumbs, foreseen
from bot.console.fields import Fields
from bot.console.foreseen import Question
from bot.console.visit import Visit
from bot.queries import endings, enrolment
from bot.queries.endings import Endings, Place
from bot.queries.refs import CourseRef
from bot.rules.refusals import Refused
from bot.rules.time import local
from storage.vocabulary import EnrolmentEnd

LATER = "later"
"""Nothing is said of a place yet."""


class NotAnEnding(Refused):
    """Choose how it ended."""


class NobodyMarked(Refused):
    """Nobody is marked as having completed or left the course."""


@dataclass
class EndingForm(Fields):
    """What was typed, and how the places end by the participant once all of it can be read."""

    endings: dict[int, Ending] = field(default_factory=dict)

    def read(self, number: int, *, otherwise: str = "") -> None:
        """Read how one place ended; an empty day is the one of the field `otherwise`."""
        name, on = f"how-{number}", f"on-{number}"
        typed = self.values[name]
        if typed == LATER:
            return
        if typed not in set(EnrolmentEnd):
            self.errors[name] = NotAnEnding()
            return
        self.endings[number] = Ending(
            EnrolmentEnd(typed), self.day(otherwise if otherwise and not self.values[on] else on)
        )


def of_place(visit: Visit) -> Response:
    """Ask how somebody's place on a course ended, or end it and tell them."""
    visit.caseworkers_only()
    database, number, who = visit.context.database, visit.number("course"), visit.number("person")
    room, person, _ = enrolment.place(database, visit.caller, number, who)
    place = endings.of_person(database, visit.caller, number, who)
    if place is None:
        return visit.page("no_place.html", room=room, person=person)
    form = _of_one(visit, place)
    if visit.request.method == "POST" and not form.errors and not foreseen.goes_back(visit):
        say, name = visit.speech.say, room.course.name(visit.speech.language)
        title = say("The place of {name} on “{course}”", name=person.name, course=name)
        with form.refusals():
            return _do(visit, form, title, room.course)
    return visit.page(
        "end_place.html",
        status=422 if form.errors else 200,
        form=form,
        room=room,
        place=place,
        path=crumbs.courses(visit, room.course),
        labels=_labels(visit, [place]),
        ways=list(EnrolmentEnd),
        limits={},
    )


def of_course(visit: Visit) -> Response:
    """Ask how everybody's place on a course ended, or end those that are marked."""
    visit.caseworkers_only()
    number = visit.number("course")
    found = endings.of_course(visit.context.database, visit.caller, number)
    is_sent = visit.request.method == "POST"
    form = _posted(visit, found) if is_sent else _blank(visit, found)
    if is_sent and not form.errors and not foreseen.goes_back(visit):
        title = visit.speech.say(
            "How “{course}” ended", course=found.course.name(visit.speech.language)
        )
        with form.refusals():
            return _do(visit, form, title, found.course)
    return visit.page(
        "end_course.html",
        status=422 if form.errors else 200,
        form=form,
        found=found,
        path=crumbs.courses(visit, found.course),
        labels=_labels(visit, (*found.open, *found.ended)),
        ways=list(EnrolmentEnd),
        later=LATER,
        limits={},
    )


def _do(visit: Visit, form: EndingForm, title: Markup, course: CourseRef) -> Response:
    saved = {"saved": "ended", "places": len(form.endings)}
    question = Question(
        title=title,
        confirm=visit.speech.say("Save and tell them"),
        path=crumbs.courses(visit, course),
        section="courses",
        note=visit.speech.say_n(
            "The sessions of the course leave the schedule of {n} person.",
            "The sessions of the course leave the schedules of {n} people.",
            len(form.endings),
        ),
        danger=True,
    )
    return foreseen.do(
        visit,
        lambda here, cause: doing.end(here, course.id, form.endings, cause=cause),
        lambda _: visit.go("course", course=course.id, query=saved),
        question=question,
    )


def _of_one(visit: Visit, place: Place) -> EndingForm:
    """Return what was posted about one place, or how it ended as far as that is known."""
    number = place.person.id
    how, on = f"how-{number}", f"on-{number}"
    if visit.request.method != "POST":
        ended_on = place.ended_on or local(visit.now).date()
        return EndingForm({how: place.ending or "", on: ended_on.isoformat()})
    form = EndingForm.posted(visit.form, (how, on))
    form.read(number)
    return form


def _posted(visit: Visit, found: Endings) -> EndingForm:
    """Return what was posted about places of which nobody has said since how they ended.

    A colleague may have; and the same form may come twice: then there is nothing left to do.
    """
    numbers = sorted(place.person.id for place in found.open)
    names = [name for one in numbers for name in (f"how-{one}", f"on-{one}")]
    form = EndingForm.posted(visit.form, ("on", *names))
    for one in numbers:
        if f"how-{one}" not in visit.form:  # who got a place meanwhile
            form.values[f"how-{one}"] = LATER
        form.read(one, otherwise="on")
    if not form.errors and form.day("on") > local(visit.now).date():
        form.errors["on"] = EndsAhead()
    was_said = any(f"how-{one.person.id}" in visit.form for one in found.ended)
    if not form.endings and not form.errors and not was_said:
        form.errors[""] = NobodyMarked()
    return form


def _blank(visit: Visit, found: Endings) -> EndingForm:
    """Return that everybody has completed it on its last day, or when their place ended."""
    today = local(visit.now).date()
    on = min(found.over_on or today, today)
    values = {"on": on.isoformat()}
    for place in found.open:
        number, ended = place.person.id, place.ended_on
        values[f"how-{number}"] = (EnrolmentEnd.LEFT if ended else EnrolmentEnd.COMPLETED).value
        values[f"on-{number}"] = ended.isoformat() if ended else ""
    return EndingForm(values)


def _labels(visit: Visit, places: Iterable[Place]) -> dict[str, object]:
    """Return what each field is called."""
    say = visit.speech.say
    labels: dict[str, object] = {"on": say("Last day")}
    for place in places:
        name, number = place.person.name, place.person.id
        labels[f"how-{number}"] = say("How it ended for {name}", name=name)
        labels[f"on-{number}"] = say("Last day of {name}", name=name)
    return labels
