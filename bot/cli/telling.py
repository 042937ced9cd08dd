"""The command that reports: python -m bot report."""

import sys
from typing import Annotated

import typer

from bot.cli import shared
from bot.rules.reports.figures import Among, By, Report
from bot.wiring.forms import ReportForm, Spoken


def report(  # noqa: PLR0913  # each option is one
    kind: Annotated[Report, typer.Argument(help="Which report.")],
    *,
    project: Annotated[str, typer.Option(help="The name of the project.")],
    as_of: Annotated[str, typer.Option(help="The day it tells of, today if none.")] = "",
    compare: Annotated[str, typer.Option(help="Another day to stand beside it.")] = "",
    by: Annotated[By | None, typer.Option(help="What it is broken down by.")] = None,
    among: Annotated[Among, typer.Option(help="Who “all” are.")] = Among.STARTED,
    as_: Annotated[str, typer.Option("--as", help="In whose name: the address of staff.")] = "",
    language: Annotated[Spoken, typer.Option(help="What is told, in Danish or English.")] = (
        Spoken.DANISH
    ),
    form: Annotated[ReportForm, typer.Option("--format", help="What is printed.")] = (
        ReportForm.TABLE
    ),
) -> None:
    """Tell what became of a project's people; without --as nothing is hidden."""
    from bot.console.language import Speech
    from bot.console.reports.told import Teller
    from bot.rules.refusals import Refused
    from bot.wiring import reporting, searching
    from bot.wiring.commands import installation

    speech = Speech(language.value)
    is_book = form is ReportForm.XLSX
    if is_book and sys.stdout.isatty():
        shared.stop("A workbook is not for the screen. Send it to a file: … > report.xlsx")
    wanted = reporting.Wanted(kind, project, as_of, compare, by, among, with_people=is_book)
    with installation(shared.settings()) as home:
        now = home.clock()
        try:
            caller = searching.asks(home.database, as_)
            told = reporting.told(home.database, caller, wanted, speech, now=now)
        except Refused as why:
            shared.stop(Teller(speech).refusal(why))
    typer.echo(reporting.printed(told, form, now=now), nl=not is_book)
