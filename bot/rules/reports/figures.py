"""The figures of the outcome report: what each counts, and among whom."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.rules.refusals import Refused
from bot.rules.reports.standing import Fact, Place, Standing, Tally

FIRST_YEAR = 1970
"""No report is of an earlier one."""


class Report(StrEnum):
    """What is reported."""

    OUTCOMES = "outcomes"
    ATTENDANCE = "attendance"
    EXPERIENCE = "experience"


class Name(StrEnum):
    """A figure of the outcome report."""

    STARTED = "started"
    COMPLETED = "completed"
    STILL_ENROLLED = "still_enrolled"
    LEFT = "left"
    JOB_OF_COMPLETERS = "job_of_completers"
    JOB_OF_ALL = "job_of_all"
    IGU = "igu"
    EDUCATION = "education"
    STARTING_LATER = "starting_later"
    SELF_SUPPORTING_OF_COMPLETERS = "self_supporting_of_completers"
    SELF_SUPPORTING_OF_ALL = "self_supporting_of_all"
    JOB_READY = "job_ready"


class Among(StrEnum):
    """Who “all” are: everybody who has started, or those only whose places have ended.

    Among completers it is the same: who is still enrolled is never one of them, nor is who has
    left and found work all the same; both count among all who have started.
    """

    STARTED = "started"
    ENDED = "ended"


class By(StrEnum):
    """What a report is broken down by."""

    COURSE = "course"
    MUNICIPALITY = "municipality"
    GENDER = "gender"
    LANGUAGE = "language"
    SESSION = "session"
    WEEK = "week"
    PERSON = "person"


BREAKDOWNS = {
    Report.OUTCOMES: (By.COURSE, By.MUNICIPALITY, By.GENDER, By.LANGUAGE),
    Report.ATTENDANCE: (By.COURSE, By.SESSION, By.WEEK, By.PERSON),
    Report.EXPERIENCE: (),
}


class NotBrokenDown(Refused):
    """This report cannot be broken down by that. Choose something else, or nothing."""


class NotCompared(Refused):
    """Only outcomes can be told of two days side by side."""


class AheadOfToday(Refused):
    """{on} is still to come. A report tells how it was on a day: choose today or an earlier one."""


class LongAgo(Refused):
    """No project is that old. Choose a day after {first}."""


class NotForYou(Refused):
    """Only who may see names can choose who counts, for small numbers could be worked out of it."""


@dataclass(frozen=True)
class Definition:
    """Whom a figure counts: who has this place, or of whom this holds; among all or completers."""

    place: Place | None = None
    fact: Fact | None = None
    of_completers: bool = False

    def counts(self, one: Standing) -> bool:
        """Tell whether somebody is counted, if they are one of those among whom it is counted."""
        return self.place in {None, one.place} and (self.fact is None or self.fact in one.facts)

    def is_among(self, one: Standing, among: Among) -> bool:
        """Tell whether somebody is one of those among whom it is counted."""
        if self.of_completers:
            return one.place is Place.COMPLETED
        return among is Among.STARTED or one.place is not Place.STILL


DEFINITIONS: dict[Name, Definition] = {
    Name.STARTED: Definition(),
    Name.COMPLETED: Definition(place=Place.COMPLETED),
    Name.STILL_ENROLLED: Definition(place=Place.STILL),
    Name.LEFT: Definition(place=Place.LEFT),
    Name.JOB_OF_COMPLETERS: Definition(fact=Fact.JOB, of_completers=True),
    Name.JOB_OF_ALL: Definition(fact=Fact.JOB),
    Name.IGU: Definition(fact=Fact.IGU),
    Name.EDUCATION: Definition(fact=Fact.EDUCATION),
    Name.STARTING_LATER: Definition(fact=Fact.LATER),
    Name.SELF_SUPPORTING_OF_COMPLETERS: Definition(fact=Fact.SELF_SUPPORTING, of_completers=True),
    Name.SELF_SUPPORTING_OF_ALL: Definition(fact=Fact.SELF_SUPPORTING),
    Name.JOB_READY: Definition(fact=Fact.READY),
}
ABOUT_PLACES = frozenset({Name.STARTED, Name.STILL_ENROLLED})
"""These are counted among everybody who has started, whoever “all” are."""


def percent(n: int | None, of: int | None) -> int | None:
    """Return a share in whole percent, rounded half up; None where nothing can be divided."""
    return None if n is None or not of else (200 * n + of) // (2 * of)


@dataclass(frozen=True)
class Figure:
    """So many `n` of `of`, on a day; None is hidden. Its rule follows from `name` and `among`."""

    name: Name
    n: int | None
    of: int | None
    as_of: date
    among: Among = Among.STARTED

    @property
    def percent(self) -> int | None:
        """The share in whole percent, if there is one."""
        return percent(self.n, self.of)


def check(report: Report, by: By | None, compare: date | None) -> None:
    """Raise NotBrokenDown or NotCompared when a report has no such groups, or no second day."""
    if by is not None and by not in BREAKDOWNS[report]:
        raise NotBrokenDown(field="by")
    if compare is not None and report is not Report.OUTCOMES:
        raise NotCompared(field="compare")


def check_day(on: date, *, today: date, field: str = "as_of") -> None:
    """Raise AheadOfToday or LongAgo for a day of which nothing can be told."""
    if on > today:
        raise AheadOfToday(on=f"{on.day}/{on.month}/{on.year}", field=field)
    if on.year < FIRST_YEAR:
        raise LongAgo(first=f"1/1/{FIRST_YEAR}", field=field)


def who(name: Name, among: Among) -> Among:
    """Return who “all” are for this figure."""
    return Among.STARTED if name in ABOUT_PLACES else among


def figure(name: Name, tally: Tally, as_of: date, among: Among = Among.STARTED) -> Figure:
    """Return one figure of these people; nothing is hidden."""
    definition, all_are = DEFINITIONS[name], who(name, among)
    base = Tally({one: n for one, n in tally.counts.items() if definition.is_among(one, all_are)})
    return Figure(name, base.count(definition.counts), base.people, as_of, all_are)
