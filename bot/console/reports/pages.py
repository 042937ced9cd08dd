"""The pages of the reports: one to ask and to read, the people behind a figure, a spreadsheet."""

from http import HTTPStatus

from starlette.responses import Response

from bot.console import workbook
from bot.console.endpoint import Handler
from bot.console.reports import asked as asking, drawing, telling
from bot.console.reports.told import Teller, Told, shown
from bot.console.reports.words import SMALL, rules_of
from bot.console.visit import Visit
from bot.queries.reports import outcomes, people
from bot.queries.reports.outcomes import Asked, NobodyYet, Outcomes
from bot.queries.reports.people import Wanted
from bot.queries.reports.projects import NoProjects
from bot.rules.refusals import NotThere
from bot.rules.reports.figures import BREAKDOWNS, Among, By, Figure, Name, Report
from bot.rules.reports.standing import Fact


def report(visit: Visit) -> Response:
    """Show a report, or why there is none."""
    try:
        choice = asking.read(visit)
    except NoProjects as refused:
        return visit.page("no_reports.html", refused=refused)
    found, nobody = None, None
    if choice.asked:
        with choice.form.refusals():
            try:
                found = _found(visit, choice.report, choice.asked)
            except NobodyYet as refused:
                nobody = refused
    return visit.page(
        "report.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if choice.form.errors else HTTPStatus.OK,
        choice=choice,
        form=choice.form,
        reports=list(Report),
        bys=_bys(visit, choice.report),
        amongs=list(Among),
        nobody=nobody,
        found=found,
        charts=list(drawing.charts(found, visit.speech)) if isinstance(found, Outcomes) else [],
        shown=lambda figure: shown(visit.speech.say, figure),
        rules=rules_of,
        small=SMALL,
    )


def _bys(visit: Visit, report: Report) -> list[By]:
    """Return what the reader can have a report broken down by."""
    return [by for by in BREAKDOWNS[report] if by is not By.PERSON or not visit.caller.counts_only]


def _found(visit: Visit, report: Report, asked: Asked) -> Outcomes | Told:
    """Return the outcomes as they are, for each leads to its people; the others in words."""
    if report is Report.OUTCOMES:
        return outcomes.outcomes(visit.context.database, visit.caller, asked, now=visit.now)
    return _told(visit, report, asked)


def _told(visit: Visit, report: Report, asked: Asked, *, with_people: bool = False) -> Told:
    return telling.told(
        visit.context.database,
        visit.caller,
        report,
        asked,
        speech=visit.speech,
        now=visit.now,
        with_people=with_people,
    )


def rows(visit: Visit) -> Response:
    """Show the people behind a figure, and write down that somebody looked."""
    visit.caseworkers_only()
    choice = asking.read(visit)
    if choice.asked is None:
        raise NotThere
    name = visit.asked("figure") or Name.STARTED
    if name not in set(Name):
        raise NotThere
    by = visit.asked("of")
    wanted = Wanted(
        choice.asked.project_id,
        choice.asked.as_of,
        Name(name),
        By(by) if by in set(By) else None,
        visit.asked("key"),
        choice.asked.among,
    )
    return visit.page(
        "report_people.html",
        choice=choice,
        wanted=wanted,
        rules=rules_of(Figure(wanted.name, None, None, wanted.on, wanted.among)),
        label=_label(visit, wanted),
        facts=list(Fact),
        rows=telling.fetched(visit.context.database, visit.caller, wanted, now=visit.now),
    )


def _label(visit: Visit, wanted: Wanted) -> str:
    """Return the name of the group whose rows are shown."""
    known = people.group(visit.context.database, visit.caller, wanted)
    return Teller(visit.speech).group(known)


def book(visit: Visit) -> Response:
    """Hand a report out as a spreadsheet, with the rows that the reader may see."""
    choice = asking.read(visit)
    if choice.asked is None:
        raise NotThere
    found = _told(visit, choice.report, choice.asked, with_people=True)
    content = workbook.written(found.sheets, title=found.title, made=visit.now)
    name = f"{choice.report.value}-{choice.asked.as_of}.xlsx"
    return visit.file(content, name, kind=workbook.XLSX)


PAGES: tuple[tuple[str, str, Handler, tuple[str, ...]], ...] = (
    ("/reports", "reports", report, ("GET",)),
    ("/reports/people", "report_people", rows, ("GET",)),
    ("/reports/sheet", "report_sheet", book, ("GET",)),
)
