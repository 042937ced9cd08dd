"""What is known of somebody, as far as it can be asked for; days are Copenhagen's."""

from dataclasses import dataclass, field
from datetime import date

from storage.vocabulary import (
    ClaimState,
    EnrolmentEnd,
    Gender,
    Language,
    LinkState,
    OutcomeKind,
    PhaseKind,
    TaskKind,
)


@dataclass(frozen=True)
class PlaceFacts:
    """A place on a course, until it has ended."""

    course_id: int
    project_id: int
    since: date
    ended_on: date | None = None
    ending: EnrolmentEnd | None = None


@dataclass(frozen=True)
class OutcomeFacts:
    """A job, an education or the like; not one that is still being told."""

    kind: OutcomeKind
    state: ClaimState
    employer: str = ""
    hours: float | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class PlacementFacts:
    """A time at a company, both dates included; `is_ended` when somebody has ended it."""

    company: str
    from_on: date
    until_on: date
    is_ended: bool = False


@dataclass(frozen=True)
class GoalFacts:
    """A goal that was not dropped."""

    due_on: date
    reached_on: date | None = None


@dataclass(frozen=True)
class PersonFacts:
    """Somebody.

    `check_ins` are the scores of the two latest answered check-ins, `pulses` the averages of the
    two latest quarters with answers, the newest first; `assessment` is that of the latest one in
    which staff have answered. `missed` are the days of sessions at which staff say that they were
    not, `reported` those of reports that they cannot come.
    """

    id: int
    reference: str
    name: str
    municipality_id: int
    language: Language
    called: str | None = None
    gender: Gender | None = None
    caseworker_id: int | None = None
    link: LinkState = LinkState.NOT_INVITED
    phases: frozenset[PhaseKind] = frozenset()
    places: tuple[PlaceFacts, ...] = ()
    outcomes: tuple[OutcomeFacts, ...] = ()
    placements: tuple[PlacementFacts, ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    skills: tuple[str, ...] = ()
    category_id: int | None = None
    category_since: date | None = None
    is_ready: bool | None = None
    level: int | None = None
    hours: float = 0.0
    check_ins: tuple[int, ...] = ()
    pulses: tuple[float, ...] = ()
    assessment: float | None = None
    missed: tuple[date, ...] = ()
    reported: tuple[date, ...] = ()
    heard_on: date | None = None
    messages: frozenset[str] = field(default_factory=frozenset)
    tasks: frozenset[TaskKind] = frozenset()
