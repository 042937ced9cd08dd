"""The command line: demo, run, web, worker, migrate, import, invite, staff, query, report.

Each command imports what it needs when it is called, so that help is there at once.
"""

import asyncio
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from bot import clock
from bot.cli import asking, shared, telling
from bot.imports.names import Else, Name
from storage.vocabulary import Role

if TYPE_CHECKING:
    from bot.actions.changes import Cause
    from bot.actions.imports import Line, Report
    from bot.settings import Settings
    from bot.wiring.installation import Installation

PICTURES = (".svg", ".png")


class _Commands(TyperGroup):
    """Ends every expected failure with its sentence and exit code 1, never with a traceback.

    What was typed and cannot be done has ended by itself, with exit code 2.
    """

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  # typer's own types are private
        try:
            return super().invoke(ctx)
        except typer.Exit:  # said already; to ask what else is expected would load the database
            raise
        except _expected() as why:
            from bot.wiring import failures

            typer.echo(failures.sentence(why), err=True)
            raise typer.Exit(1) from None


def _expected() -> tuple[type[Exception], ...]:
    """Return what is answered with a sentence; asked only when something was raised."""
    from bot.wiring import failures

    return failures.EXPECTED


app = typer.Typer(
    cls=_Commands,
    help="Brobygger: a multilingual Telegram assistant that helps refugees into work.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
staff = typer.Typer(help="Let staff into the console.", no_args_is_help=True)
app.add_typer(staff, name="staff")


@app.command()
def demo() -> None:
    """Show everything on this machine, with invented people and without Telegram."""
    from bot.demo.start import start

    start(shared.settings())


@app.command()
def run() -> None:
    """Serve everything in one process: console, webhook, worker."""
    settings = shared.settings().ready_to_serve()
    from bot.wiring import processes

    processes.run(settings)


@app.command()
def web() -> None:
    """Serve the console and the webhook; any number of these may run."""
    settings = shared.settings().ready_to_serve()
    from bot.wiring import processes

    processes.web(settings)


@app.command()
def worker() -> None:
    """Send and receive; a second one stands by and takes over."""
    settings = shared.settings().ready_to_serve()
    from bot.wiring import processes

    processes.worker(settings)


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from bot.wiring.installation import open_migrated

    open_migrated(shared.settings()).close()
    typer.echo("The database has the newest schema.")


@app.command("import")
def import_list(  # noqa: PLR0913  # each is one of the command's options
    name: Annotated[Name, typer.Argument(help="What the list holds.")],
    file: Annotated[Path, typer.Argument(help="A CSV file or an XLSX workbook.")],
    *,
    dry_run: Annotated[bool, typer.Option(help="Tell what would change, and change nothing.")] = (
        False
    ),
    past: Annotated[bool, typer.Option(help="Take sessions that are over, as they were.")] = False,
    say_da: Annotated[str, typer.Option(help="A sentence to go with the news, in Danish.")] = "",
    say_ar: Annotated[str, typer.Option(help="The same in Arabic.")] = "",
    say_ti: Annotated[str, typer.Option(help="The same in Tigrinya.")] = "",
    say_en: Annotated[str, typer.Option(help="The same in English.")] = "",
    say_else: Annotated[Else | None, typer.Option(help="What other readers get.")] = None,
) -> None:
    """Bring a list in: all of it, or nothing when a line is wrong."""
    from bot.imports import said, sentence

    typed = {"da": say_da, "ar": say_ar, "ti": say_ti, "en": say_en}
    cause = replace(_cause("import"), adds=sentence.read(typed, otherwise=say_else))
    report = _brought_in(name, file, cause, dry_run=dry_run, past=past)
    if report.problems:
        _tell_problems(report, file)
    for line in said.effects(report, dry_run=dry_run):
        typer.echo(line)


@app.command()
def invite(
    reference: Annotated[str, typer.Argument(help="The municipality's own case reference.")],
    *,
    municipality: Annotated[str, typer.Option(help="Whose reference it is.")] = "",
    qr: Annotated[Path | None, typer.Option(help="Draw the link: FILE.svg or FILE.png.")] = None,
) -> None:
    """Invite a person to the chat; the link is the last line."""
    if qr is not None and qr.suffix.lower() not in PICTURES:
        raise typer.BadParameter("The picture must be a .svg or a .png file.", param_hint="--qr")
    settings = shared.settings().ready_to_serve()
    from bot.actions import people
    from bot.rules import invitations
    from bot.rules.time import local
    from bot.wiring.commands import installation

    with installation(settings) as home:
        participant = _participant(home, reference.strip(), municipality.strip())
        username = _username(settings)
        invitation = people.invite(home.database, participant, cause=_cause("invite"))
    link = f"https://t.me/{username}?start={invitations.token(settings.secret, invitation.id or 0)}"
    if qr is not None:
        _draw(link, qr)
    typer.echo(f"For {reference}, good until {local(invitation.expires_at):%Y-%m-%d %H:%M}:")
    typer.echo(link)


app.command()(asking.query)
app.command()(telling.report)


@staff.command("add")
def add_staff(
    email: Annotated[str, typer.Argument(help="Where the person is reached; says who it is.")],
    name: Annotated[str, typer.Argument(help="The person's name.")],
    *,
    municipality: Annotated[str, typer.Option(help="Where the person works.")],
    role: Annotated[Role, typer.Option(help="What the person may do.")],
) -> None:
    """Add or change a member of staff; a sign-in link is the last line."""
    from bot.actions.imports import staff as lists
    from bot.imports import cells
    from bot.wiring.commands import installation

    wanted = lists.WantedStaff(
        email, cells.filled(name), cells.filled(municipality, cells.reference), role
    )
    with installation(shared.settings()) as home:
        number = lists.add(home.database, wanted, cause=_cause("staff"), bot=home.bot_id)
        _tell_sign_in(home, number)


@staff.command("link")
def link_staff(
    email: Annotated[str, typer.Argument(help="The address of a member of staff.")],
) -> None:
    """Print a new sign-in link for somebody who is there already."""
    from bot.queries import lookup
    from bot.wiring.commands import installation

    with installation(shared.settings()) as home:
        found = lookup.member(home.database, email)
        if found is None:
            shared.stop(f"Nobody has the address {email}. Add them: python -m bot staff add")
        _tell_sign_in(home, found.id)


# -- what the commands share


def _cause(verb: str) -> "Cause":
    """Return a cause of its own: what is done twice at the command line is meant twice."""
    from bot.actions.access import OPERATOR
    from bot.actions.changes import Cause

    return Cause(OPERATOR, f"{verb}:{secrets.token_hex(8)}", clock.now())


def _brought_in(name: Name, file: Path, cause: "Cause", *, dry_run: bool, past: bool) -> "Report":
    from bot.actions.imports import bring_in
    from bot.delivery import compose
    from bot.imports import lists
    from bot.wiring.commands import installation

    parsed = lists.parse(name, file)
    with installation(shared.settings()) as home:
        return bring_in(
            home.database,
            parsed.noun,
            parsed.lines,
            problems=parsed.problems,
            cause=cause,
            bot=home.bot_id,
            dry_run=dry_run,
            past=past,
            watched=_with_a_bar,
            say=compose.in_full,
        )


def _with_a_bar(lines: Sequence["Line[Any]"]) -> Iterable["Line[Any]"]:
    """Pass the lines on and show on stderr how far they are, when a person looks."""
    from rich.console import Console
    from rich.progress import track

    screen = Console(stderr=True)
    return track(lines, "Importing", console=screen, transient=True, disable=not screen.is_terminal)


def _tell_problems(report: "Report", file: Path) -> NoReturn:
    from bot.imports import said

    for problem in report.problems:
        typer.echo(str(problem), err=True)
    problems = said.count(len(report.problems), "problem", "problems")
    shared.stop(f"Nothing was imported from {file.name}: {problems}.")


def _participant(home: "Installation", reference: str, municipality: str) -> int:
    """Return the number of the one person with this reference."""
    from bot.queries import lookup

    found = [
        person
        for person in lookup.people(home.database, reference)
        if not municipality or person.municipality.casefold() == municipality.casefold()
    ]
    if not found:
        shared.stop(f"Nobody has the reference {reference}. Import the people first.")
    if len(found) > 1:
        names = " or ".join(person.municipality for person in found)
        shared.stop(f"{reference} is in several municipalities. Say which: --municipality {names}.")
    return found[0].id


def _username(settings: "Settings") -> str:
    """Ask the Bot API server what the bot is called."""
    from bot.wiring import telegram

    return asyncio.run(telegram.username(settings))


def _draw(link: str, file: Path) -> None:
    import segno

    try:
        segno.make(link, error="m", micro=False).save(str(file), scale=10, border=4)
    except OSError:
        shared.stop(f"The picture cannot be written to {file}.")


def _tell_sign_in(home: "Installation", number: int) -> None:
    from bot.actions import staff as doing
    from bot.console.context import sign_in_link

    token = doing.invite_sign_in(home.database, number, now=home.clock())
    minutes = int(doing.SIGN_IN_LIFE.total_seconds() // 60)
    typer.echo(f"This signs in once, within {minutes} minutes:")
    typer.echo(sign_in_link(home.settings.console_url, token))
