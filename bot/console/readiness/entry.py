"""What the forms about somebody's way to a job have in common."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

from bot.actions.readiness.hours import NotHours, Weekly
from bot.console.fields import SHORT, Fields, Missing
from bot.console.visit import BIGGEST_NUMBER
from bot.rules.outcomes import MOST_HOURS, hours

Word = TypeVar("Word", bound=StrEnum)


class Entry(Fields):
    """One form; like all readings of `Fields`, each here keeps its error and goes on."""

    def chosen(self, name: str) -> int:
        """Return the number that was chosen from a list."""
        typed = self.text(name, SHORT, needed=True)
        if typed.isascii() and typed.isdecimal() and int(typed) <= BIGGEST_NUMBER:
            return int(typed)
        self.errors.setdefault(name, Missing())
        return 0

    def word(self, name: str, of: type[Word]) -> Word:
        """Return the word that was chosen from a list."""
        typed = self.values[name]
        if typed in set(of):
            return of(typed)
        self.errors[name] = Missing()
        return next(iter(of))

    def until(self, name: str) -> date | None:
        """Return a day that may be left out."""
        return self.day(name) if self.values[name] else None

    def weekly(self) -> Weekly:
        """Return hours a week with their days."""
        typed = self.text("hours", SHORT, needed=True)
        found = hours(typed) if typed else None
        if found is None:
            self.errors.setdefault("hours", NotHours(most=MOST_HOURS))
        return Weekly(found or 0.0, self.day("from_on"), self.until("until_on"))
