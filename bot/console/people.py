"""People: the list, one person's record, and their invitation."""

from starlette.responses import Response

from bot.actions import people as doing
from bot.console import meanwhile, qr, tasks
from bot.console.fields import Fields
from bot.console.visit import Visit
from bot.queries import courses, outcomes, people, phones, statuses
from bot.queries.placements import desk
from bot.queries.readiness import profile
from bot.queries.silence import Unheard
from bot.rules import invitations
from bot.rules.refusals import Refused
from storage.people import Participant
from storage.vocabulary import Gender, LinkState


class NotAGender(Refused):
    """Choose what your own lists say, or leave it empty."""


def listing(visit: Visit) -> Response:
    """Show the municipality's people, filtered by name, link state, course and silence."""
    visit.caseworkers_only()
    text, link = visit.asked("text"), visit.asked("link")
    course, unheard = visit.asked("course"), visit.asked("unheard")
    database = visit.context.database
    found = people.everyone(
        database,
        visit.caller,
        now=visit.now,
        text=text,
        link=LinkState(link) if link in set(LinkState) else None,
        course_id=int(course) if course.isascii() and course.isdecimal() else None,
        unheard=Unheard(unheard) if unheard in set(Unheard) else None,
    )
    return visit.page(
        "people.html",
        people=found,
        courses=courses.named(database, visit.caller),
        links=list(LinkState),
        text=text,
        link=link,
        course=course,
        unheards=list(Unheard),
        unheard=unheard,
    )


def record(visit: Visit) -> Response:
    """Show everything about one person, and write down that somebody looked."""
    number = visit.number("person")
    doing.open_record(visit.context.database, visit.caller, number, visit.now)
    found = people.record(
        visit.context.database, visit.caller, number, now=visit.now, page=visit.page_number()
    )
    language = visit.speech.language
    goes = statuses.of_person(visit.context.database, visit.caller, number, language=language)
    return visit.page(
        "person.html",
        saved=visit.asked("saved"),
        record=found,
        person=found.person,
        statuses=goes,
        work=desk.of_person(visit.context.database, visit.caller, number, now=visit.now),
        phone=phones.of_person(visit.context.database, visit.caller, number),
        outcomes=outcomes.of_person(visit.context.database, visit.caller, number),
        decided=profile.current(visit.context.database, visit.caller, number),
        answered_at=lambda todo: tasks.address(visit, todo),
    )


def gender(visit: Visit) -> Response:
    """Show somebody's gender, or note it; it may stay unknown."""
    number = visit.number("person")
    person = people.named(visit.context.database, visit.caller, number)
    known = meanwhile.shown(Fields({"gender": person.gender.value if person.gender else ""}))
    if visit.request.method != "POST":
        return _gender(visit, known, person)
    form = Fields.posted(visit.form, ("gender",))
    typed = form.values["gender"]
    if typed and typed not in set(Gender):
        form.errors["gender"] = NotAGender()
    meanwhile.compare(visit, form, known, gender=person.gender)
    if form.errors:
        return _gender(visit, form, person)
    chosen = Gender(typed) if typed else None
    doing.note_gender(visit.context.database, number, chosen, cause=visit.cause())
    return visit.go("person", person=number)


def _gender(visit: Visit, form: Fields, person: Participant) -> Response:
    status = 422 if form.errors else 200
    genders = list(Gender)
    return visit.page(
        "gender.html", status=status, form=form, person=person, genders=genders, limits={}
    )


def invite(visit: Visit) -> Response:
    """Make an invitation, or take the one that is still good."""
    number = visit.number("person")
    doing.invite(visit.context.database, number, cause=visit.cause())
    return visit.go("invitation", person=number)


def invitation(visit: Visit) -> Response:
    """Show the invitation to hand over: a link, and the same link as a QR code."""
    number = visit.number("person")
    context = visit.context
    found = people.invitation(context.database, visit.caller, number, now=visit.now)
    if found is None:
        return visit.go("person", person=number)
    link = context.invitation_link(invitations.token(context.secret_key, found.invitation_id))
    return visit.page(
        "invitation.html",
        person=found.person,
        expires_at=found.expires_at,
        link=link,
        qr=qr.code(link),
    )
