"""The command that reports: python -m bot report."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot import clock
from bot.cli import shared
from bot.rules.reports.figures import Among, By, Report
from bot.wiring.forms import ReportForm, Spoken

if TYPE_CHECKING:
    from datetime import datetime

    from bot.console.language import Speech
    from bot.wiring.wanted import Wanted


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
    from bot.console.language import Speech, unmarked
    from bot.rules.refusals import Refused
    from bot.wiring import wanted as asked

    if form is ReportForm.XLSX and sys.stdout.isatty():
        shared.refuse("A workbook is not for the screen. Send it to a file: … > report.xlsx")
    speech, now = Speech(language.value), clock.now()
    options = asked.Options(kind, project, as_of, compare, by, among)
    try:
        found = _found(asked.read(options, now=now), as_, form, speech=speech, now=now)
    except Refused as why:
        shared.refuse(unmarked(speech.refusal(why)))
    typer.echo(found, nl=form is not ReportForm.XLSX)


def _found(
    wanted: "Wanted", email: str, form: ReportForm, *, speech: "Speech", now: "datetime"
) -> str | bytes:
    """Open the installation and return the report as it is printed; raises a Refused."""
    from bot.wiring import reporting, searching
    from bot.wiring.commands import installation

    with installation(shared.settings()) as home:
        caller = searching.asks(home.database, email)
        told = reporting.told(
            home.database,
            caller,
            wanted,
            speech,
            now=now,
            with_people=form is ReportForm.XLSX,
        )
    return reporting.printed(told, form, now=now)
