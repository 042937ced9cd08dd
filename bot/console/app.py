"""The console as an application, to be mounted at `/console`."""

from collections.abc import Iterator

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.console import (
    absences,
    assets,
    companies,
    deliveries,
    endings,
    endpoint,
    enrolment,
    forecast,
    library,
    linking,
    message_rules,
    messages,
    occasions,
    outcomes,
    overview,
    people,
    placements,
    reasons,
    reminders,
    schedule,
    signin,
    slots,
    staff,
    statuses,
    tasks,
    visit as visits,
    voice,
)
from bot.console.broadcasts import pages as broadcasts
from bot.console.context import Context
from bot.console.endpoint import Handler, for_staff
from bot.console.readiness import pages as readiness
from bot.console.reports import pages as reports
from bot.console.searches import pages as searches
from bot.console.security import Headers
from bot.console.uploads import FOR_ENCLOSURES, ORDINARY

PAGES: tuple[tuple[str, str, Handler, tuple[str, ...]], ...] = (
    ("/", "overview", overview.today, ("GET",)),
    ("/people", "people", people.listing, ("GET",)),
    ("/people/{person:int}", "person", people.record, ("GET",)),
    ("/people/{person:int}/forecast", "forecast", forecast.ahead, ("GET",)),
    ("/people/{person:int}/mute", "mute", forecast.mute, ("POST",)),
    ("/people/{person:int}/unmute", "unmute", forecast.unmute, ("POST",)),
    ("/people/{person:int}/gender", "gender", people.gender, ("GET", "POST")),
    ("/people/{person:int}/invite", "invite", people.invite, ("POST",)),
    ("/people/{person:int}/invitation", "invitation", people.invitation, ("GET",)),
    ("/people/{person:int}/messages", "messages", messages.conversation, ("GET", "POST")),
    ("/people/{person:int}/messages/done", "messages_done", messages.done, ("POST",)),
    ("/people/{person:int}/sent/{attachment:int}", "attachment", messages.attachment, ("GET",)),
    ("/people/{person:int}/unlink", "unlink", linking.unlink, ("GET", "POST")),
    ("/people/{person:int}/share", "share_phone", linking.share, ("POST",)),
    ("/people/{person:int}/refuse", "refuse_phone", linking.refuse, ("POST",)),
    ("/people/{person:int}/outcomes/add", "add_outcome", outcomes.add, ("GET", "POST")),
    ("/outcomes/{outcome:int}/correct", "correct_outcome", outcomes.correct, ("GET", "POST")),
    ("/outcomes/{outcome:int}/confirm", "confirm_outcome", outcomes.confirm, ("GET", "POST")),
    ("/outcomes/{outcome:int}/end", "end_outcome", outcomes.end, ("GET", "POST")),
    ("/outcomes/{outcome:int}/reject", "reject_outcome", outcomes.reject, ("POST",)),
    ("/courses", "courses", schedule.courses, ("GET",)),
    ("/courses/{course:int}", "course", schedule.course, ("GET",)),
    ("/courses/{course:int}/enrol", "enrol", enrolment.of_course, ("GET", "POST")),
    (
        "/courses/{course:int}/people/{person:int}/end",
        "end_place",
        endings.of_place,
        ("GET", "POST"),
    ),
    ("/courses/{course:int}/end", "end_course", endings.of_course, ("GET", "POST")),
    ("/people/{person:int}/enrol", "enrol_person", enrolment.of_person, ("GET", "POST")),
    ("/courses/{course:int}/add", "add_session", schedule.add, ("GET", "POST")),
    ("/people/{person:int}/appoint", "appoint", occasions.appoint, ("GET", "POST")),
    ("/events/add", "add_event", occasions.invite, ("GET", "POST")),
    ("/sessions/{session:int}", "session", schedule.session, ("GET",)),
    ("/sessions/{session:int}/change", "change_session", schedule.change, ("GET", "POST")),
    ("/sessions/{session:int}/cancel", "cancel_session", schedule.cancel, ("GET", "POST")),
    ("/settings/check-ins", "check_ins", statuses.settings, ("GET", "POST")),
    ("/settings/questions/add", "add_question", statuses.add, ("GET", "POST")),
    ("/settings/questions/{key}", "change_question", statuses.change, ("GET", "POST")),
    ("/settings/questions/{key}/retire", "retire_question", statuses.retire, ("POST",)),
    ("/settings/questions/{key}/restore", "restore_question", statuses.restore, ("POST",)),
    ("/companies", "companies", companies.listing, ("GET",)),
    ("/companies/add", "add_company", companies.add, ("GET", "POST")),
    ("/companies/{company:int}", "company", companies.company, ("GET",)),
    ("/companies/{company:int}/change", "change_company", companies.change, ("GET", "POST")),
    ("/companies/{company:int}/add", "add_slot", slots.add, ("GET", "POST")),
    ("/slots/{slot:int}", "slot", slots.slot, ("GET",)),
    ("/slots/{slot:int}/change", "change_slot", slots.change, ("GET", "POST")),
    ("/slots/{slot:int}/close", "close_slot", slots.close, ("GET", "POST")),
    ("/people/{person:int}/place", "place", placements.place, ("GET", "POST")),
    ("/placements/{placement:int}/change", "change_placement", placements.change, ("GET", "POST")),
    ("/placements/{placement:int}/end", "end_placement", placements.end, ("GET", "POST")),
    ("/interests/{interest:int}/decline", "decline_interest", slots.decline, ("POST",)),
    ("/nominations/{nomination:int}", "nomination", placements.nomination, ("GET", "POST")),
    (
        "/nominations/{nomination:int}/known",
        "recognise_nomination",
        placements.recognise,
        ("POST",),
    ),
    (
        "/nominations/{nomination:int}/decline",
        "decline_nomination",
        placements.decline,
        ("POST",),
    ),
    ("/tasks/{task:int}/close", "close_task", tasks.close, ("POST",)),
    ("/deliveries", "deliveries", deliveries.listing, ("GET",)),
    ("/absences/{absence:int}/note", "note_absence", absences.note, ("POST",)),
    ("/settings/reminders", "reminders", reminders.listing, ("GET", "POST")),
    ("/settings/reminders/add", "add_reminder", reminders.add, ("GET", "POST")),
    ("/settings/reminders/{rule:int}", "change_reminder", reminders.change, ("GET", "POST")),
    ("/settings/reminders/{rule:int}/switch", "switch_reminder", reminders.switch, ("POST",)),
    ("/settings/reasons", "reasons", reasons.edit, ("GET", "POST")),
    ("/me", "me", staff.me, ("GET",)),
    ("/me/telegram", "connect_telegram", staff.connect, ("POST",)),
    ("/me/telegram/end", "disconnect_telegram", staff.disconnect, ("POST",)),
    ("/me/daily", "choose_daily", staff.choose_daily, ("POST",)),
    ("/settings/messages", "message_rules", message_rules.edit, ("GET", "POST")),
    ("/settings/templates", "library", library.listing, ("GET",)),
    ("/settings/templates/add", "add_template", library.add, ("GET", "POST")),
    ("/settings/templates/{template:int}", "change_template", library.change, ("GET", "POST")),
    ("/settings/templates/{template:int}/retire", "retire_template", library.retire, ("POST",)),
    ("/settings/templates/{template:int}/restore", "restore_template", library.restore, ("POST",)),
    ("/writings/{writing:int}/{language}", "enclosure", library.enclosure, ("GET",)),
    ("/settings/voice", "voice", voice.settings, ("GET",)),
    ("/settings/voice/record", "record_voice", voice.record, ("POST",)),
    ("/settings/voice/speech", "let_speak", voice.let_speak, ("POST",)),
    ("/settings/voice/{clip:int}", "clip", voice.listen, ("GET",)),
    ("/settings/voice/{clip:int}/remove", "remove_voice", voice.remove, ("POST",)),
    ("/signout", "sign_out", signin.leave, ("POST",)),
    *broadcasts.PAGES,
    *reports.PAGES,
    *searches.PAGES,
    *readiness.PAGES,
)
"""For staff only: address, name, handler, methods."""

WITH_ENCLOSURES = broadcasts.WITH_ENCLOSURES | {"add_template", "change_template"}
"""The pages whose forms bring files that are sent along, one a language."""

OPEN_PAGES: tuple[tuple[str, str, Handler, tuple[str, ...]], ...] = (
    ("/signin/{link}", "ask_sign_in", signin.ask, ("GET",)),
    ("/signin/{link}", "sign_in", signin.enter, ("POST",)),
    ("/language", "choose_language", signin.choose_language, ("POST",)),
)
"""For everybody."""


def create(context: Context) -> Starlette:
    """Return the console; its addresses follow from where it is mounted."""

    async def not_found(request: Request, _error: Exception) -> Response:
        visit = await run_in_threadpool(visits.of, request, context, {})
        return await run_in_threadpool(endpoint.not_there, visit)

    async def fault(request: Request, _error: Exception) -> Response:
        # The database may be what is at fault, so nothing is asked of it.
        return endpoint.fault(visits.unknown(request, context))

    return Starlette(
        routes=list(_routes(context)),
        middleware=[Middleware(Headers, https=context.is_https)],
        exception_handlers={404: not_found, 405: not_found, 500: fault},
    )


def _routes(context: Context) -> Iterator[Route]:
    guarded = [(path, name, for_staff(page), methods) for path, name, page, methods in PAGES]
    for path, name, handler, methods in (*guarded, *OPEN_PAGES):
        room = FOR_ENCLOSURES if name in WITH_ENCLOSURES else ORDINARY
        yield Route(path, endpoint.of(handler, context, room), name=name, methods=list(methods))
    yield Route("/static/{file}", assets.serve)
