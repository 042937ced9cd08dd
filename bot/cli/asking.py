"""The commands that tell: python -m bot query."""

from typing import Annotated

import typer

from bot.cli import shared
from bot.wiring.forms import Form, Spoken


def query(
    asked: Annotated[str, typer.Argument(help="What is asked; docs/queries.md has the words.")],
    *,
    as_: Annotated[str, typer.Option("--as", help="In whose name: the address of staff.")] = "",
    language: Annotated[Spoken, typer.Option(help="What is told, in Danish or English.")] = (
        Spoken.DANISH
    ),
    form: Annotated[Form, typer.Option("--format", help="What is printed.")] = Form.TABLE,
) -> None:
    """Find people in the caseworkers' own words; without --as in every municipality.

    Who sees numbers only is told how many there are, as in the console.
    """
    from bot.rules.refusals import Refused
    from bot.wiring import searching
    from bot.wiring.commands import installation

    with installation(shared.settings()) as home:
        try:
            caller = searching.asks(home.database, as_)
            answer = searching.answered(
                home.database, caller, asked, form=form, language=language, now=home.clock()
            )
        except Refused as why:
            shared.refuse("\n".join(searching.why_not(why, asked, language=language)))
    typer.echo(answer)
