"""What the commands share."""

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


def settings() -> "Settings":
    """Read the settings; raises BadSettings."""
    from bot import settings as reading

    return reading.load()


def stop(sentence: str) -> NoReturn:
    """End the command with a sentence and exit code 1."""
    _end(sentence, 1)


def refuse(sentence: str) -> NoReturn:
    """End the command with why this cannot be done; exit code 2, as for any wrong option."""
    _end(sentence, 2)


def _end(sentence: str, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
