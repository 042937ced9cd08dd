"""The call list: whom a broadcast did not reach, to be printed or opened in a spreadsheet."""

from io import BytesIO

from starlette.responses import Response

from bot.console import delivered
from bot.console.language import CALLED, N_
from bot.console.visit import Visit
from bot.queries.broadcasts.calls import Call, calls
from bot.queries.broadcasts.result import result
from storage.vocabulary import NoticeState, Outcome

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""Nothing that stands in a name is worked out or followed."""
TITLES = (
    N_("Called"),
    N_("Name"),
    N_("Reference"),
    N_("Phone"),
    N_("Language"),
    N_("Caseworker"),
    N_("Why"),
)
WIDEST = 60
NARROWEST = 10


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
    found = calls(visit.context.database, visit.caller, number)
    say = visit.speech.say
    rows = [[*_cells(one, say(CALLED[one.language])), say(why(one))] for one in found]
    content = written(say("Call list"), [str(say(title)) for title in TITLES], rows)
    file = say("call-list")
    disposition = f'attachment; filename="{file}-{number}.xlsx"'
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition})


def why(call: Call) -> str:
    """Return the English sentence that says why somebody is to be called."""
    if call.outcome is None:
        is_unsure = call.state is NoticeState.UNCERTAIN
        return delivered.OUTCOMES[Outcome.NO_ANSWER if is_unsure else Outcome.TOO_LATE]
    return delivered.OUTCOMES[call.outcome]


def written(name: str, titles: list[str], rows: list[list[str]]) -> bytes:
    """Return a spreadsheet with a head that stays and columns as wide as what is in them."""
    import xlsxwriter  # noqa: PLC0415  # takes a moment, and few ask for it

    out = BytesIO()
    with xlsxwriter.Workbook(out, PLAIN) as book:
        page = book.add_worksheet(name)
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        page.write_row(0, 0, titles, head)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                page.write_string(number, place, cell, text)
        for place, title in enumerate(titles):
            longest = max(len(cell) for cell in (title, *(row[place] for row in rows)))
            page.set_column(place, place, min(max(longest + 2, NARROWEST), WIDEST))
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
    return out.getvalue()


def _cells(call: Call, language: str) -> tuple[str, ...]:
    person = call.person
    return "", person.name, person.reference, call.phone or "", language, call.caseworker or ""
