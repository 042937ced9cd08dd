"""What the user is told when something cannot be done; the docstring is the sentence."""

from inspect import getdoc


class Refused(Exception):  # noqa: N818  # it is a sentence to a person, not a fault
    """This cannot be done."""

    def __init__(self, **values: object) -> None:
        """Keep the values that the sentence names in braces."""
        super().__init__(values)
        self.values = values

    @property
    def sentence(self) -> str:
        """The English source sentence, with `{placeholders}`."""
        return " ".join((getdoc(type(self)) or "").split())

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.sentence.format(**self.values)


class NotThere(Refused):
    """There is nothing here. Perhaps it was removed, or it belongs to another municipality."""


class TimeDoesNotExist(Refused):
    """{time} does not exist: that night the clock goes from 02:00 to 03:00. Choose another time."""


class TimeExistsTwice(Refused):
    """{time} exists twice: that night the clock goes back from 03:00 to 02:00.

    Choose another time.
    """


class NotATime(Refused):
    """“{text}” is not a time. Write it as 2026-11-24 09:30."""


class EndsBeforeStart(Refused):
    """The session ends before it starts. Choose an end after the start."""


class InThePast(Refused):
    """{time} has passed. Choose a time in the future."""


class AlreadyCancelled(Refused):
    """This session was cancelled. Add a new session instead."""


class AlreadyOver(Refused):
    """This session has begun or is over, so it can no longer be changed."""
