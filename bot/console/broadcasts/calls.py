"""The call list: whom a broadcast did not reach, to be printed or opened in a spreadsheet."""

from starlette.responses import Response

from bot.console import delivered, workbook
from bot.console.language import CALLED, N_
from bot.console.visit import Visit
from bot.console.workbook import Sheet
from bot.queries.broadcasts.calls import Call, calls
from bot.queries.broadcasts.result import result
from storage.vocabulary import Language, NoticeState, Outcome

TITLES = (
    N_("Called"),
    N_("Name"),
    N_("Reference"),
    N_("Phone"),
    N_("Language"),
    N_("Caseworker"),
    N_("Why"),
)


def listing(visit: Visit) -> Response:
    """Show whom to call, as it is printed."""
    database, number = visit.context.database, visit.number("broadcast")
    return visit.page(
        "broadcast_calls.html",
        tongues=CALLED,
        found=result(database, visit.caller, number, now=visit.now),
        calls=[(one, why(one)) for one in calls(database, visit.caller, number)],
    )


def sheet(visit: Visit) -> Response:
    """Hand out whom to call as a spreadsheet."""
    number = visit.number("broadcast")
    database, say = visit.context.database, visit.speech.plain
    sent = result(database, visit.caller, number, now=visit.now)
    found = calls(database, visit.caller, number)
    rows = tuple((*_cells(one, say(CALLED[one.language])), say(why(one))) for one in found)
    about = workbook.about(
        visit.speech,
        (say("Broadcast"), sent.entry.title),
        (say("What it says"), sent.written.sides[Language.DANISH].text),
        (say("To call"), len(rows)),
        made=visit.now,
    )
    people = Sheet(say("Call list"), tuple(map(say, TITLES)), rows)
    content = workbook.written([people, about], title=sent.entry.title, made=visit.now)
    name = say("call-list")
    return visit.file(content, f"{name}-{number}.xlsx", kind=workbook.XLSX)


def why(call: Call) -> str:
    """Return the English sentence that says why somebody is to be called."""
    if call.outcome is None:
        is_unsure = call.state is NoticeState.UNCERTAIN
        return delivered.OUTCOMES[Outcome.NO_ANSWER if is_unsure else Outcome.TOO_LATE]
    return delivered.OUTCOMES[call.outcome]


def _cells(call: Call, language: str) -> tuple[str, ...]:
    person = call.person
    return "", person.name, person.reference, call.phone or "", language, call.caseworker or ""
