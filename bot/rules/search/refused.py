"""Why a query cannot be asked, and where in it."""

from bot.rules.refusals import Refused


class BadQuery(Refused):
    """This cannot be searched for."""

    def __init__(self, at: int = 0, length: int = 1, **values: object) -> None:
        """Keep where it stands, counted from 0; `position` in the sentence counts from 1."""
        super().__init__(position=at + 1, **values)
        self.at, self.length = at, max(length, 1)

    def mark(self) -> str:
        """Return a line that marks the place below the query."""
        return " " * self.at + "^" * self.length


class QueryTooLong(BadQuery):
    """A search has at most {limit} characters; this one has {size}."""


class QueryTooDeep(BadQuery):
    """The bracket at position {position} is nested too deep: at most {limit} within each other."""


class TooManyTerms(BadQuery):
    """A search asks for at most {limit} things; the one at position {position} is too much."""


class UnknownField(BadQuery):
    """“{word}” at position {position} is nothing that can be asked for."""


class UnknownFieldNear(BadQuery):
    """“{word}” at position {position} is nothing that can be asked for. Did you mean “{near}”?"""


class UnknownValue(BadQuery):
    """“{word}” at position {position} is no value of “{name}”."""


class UnknownValueNear(BadQuery):
    """“{word}” at position {position} is no value of “{name}”. Did you mean “{near}”?"""


class OperatorDoesNotFit(BadQuery):
    """“{operator}” at position {position} does not fit “{name}”, but {fitting} do."""


class NobodyIsMe(BadQuery):
    """“{word}” at position {position} is who asks, and nobody is signed in here. Write a name."""


class AsksForOne(BadQuery):
    """“{word}” at position {position} asks for one person, and you are shown numbers only."""


class NotADay(BadQuery):
    """“{word}” at position {position} is not a date, nor a time.

    Write 1/12/2026 or 14d; put what has spaces into quotation marks.
    """


class NoSuchDay(BadQuery):
    """There is no such day as “{word}” at position {position}."""


class TooFarAway(BadQuery):
    """“{word}” at position {position} is too far away in time."""


class NotANumberHere(BadQuery):
    """“{word}” at position {position} is not a number that “{name}” can be compared with."""


class NoPeriod(BadQuery):
    """“{name}” at position {position} is not counted over a period. Leave out “/{period}”."""


class NotAPeriod(BadQuery):
    """“{period}” at position {position} is not a period.

    Write 30d, 4u or 3mdr, as in {name}>2/30d.
    """


class OnlyByTheWeek(BadQuery):
    """“/{period}” at position {position} is not a week, and hours are counted by the week.

    Write {name}<20/uge.
    """


class NotALevel(BadQuery):
    """“{word}” at position {position} is no level of Danish.

    Write DU2, or DU2.3 with its module from 1 to 6.
    """


class ValueMissing(BadQuery):
    """A value is missing at position {position}, after “{operator}”."""


class FieldMissing(BadQuery):
    """Before “{operator}” at position {position} there has to be what it is about."""


class PartMissing(BadQuery):
    """Something to look for is missing at position {position}."""


class BracketNeverOpened(BadQuery):
    """The bracket at position {position} closes nothing."""


class BracketNeverClosed(BadQuery):
    """The bracket at position {position} is never closed."""


class QuoteNeverClosed(BadQuery):
    """The quotation mark at position {position} has no second one."""


class NotUnderstood(BadQuery):
    """“{word}” at position {position} is not understood here."""
