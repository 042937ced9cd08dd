"""What can be asked about courses."""

from bot.rules.search.facts import PersonFacts, PlaceFacts
from bot.rules.search.field import Field, Kind, Look, Named, Reading, Thing, Word
from storage.vocabulary import EnrolmentEnd, PhaseKind


def _course(place: PlaceFacts, _look: Look) -> Reading:
    return frozenset({place.course_id})


def _project(place: PlaceFacts, _look: Look) -> Reading:
    return frozenset({place.project_id})


def _enrolled(place: PlaceFacts, _look: Look) -> Reading:
    return (place.since,)


def _ending(place: PlaceFacts, _look: Look) -> Reading:
    return frozenset({place.ending} - {None})


def _phase(facts: PersonFacts, _look: Look) -> Reading:
    return facts.phases


PHASES = (
    Word(PhaseKind.UPSKILLING, ("opkvalificering",), ("upskilling",)),
    Word(PhaseKind.PLACEMENT, ("praktik",), ("placement",)),
    Word(PhaseKind.JOB_SEARCH, ("jobsøgning",), ("job-search", "job search")),
)

ENDINGS = (
    Word(EnrolmentEnd.COMPLETED, ("gennemført",), ("completed",)),
    Word(EnrolmentEnd.LEFT, ("afbrudt", "stoppet"), ("left",)),
)

FIELDS = (
    Field(
        "course",
        ("hold", "forløb", "kursus"),
        ("course",),
        Kind.NAMED,
        _course,
        named=Named.COURSE,
        thing=Thing.PLACE,
    ),
    Field(
        "project",
        ("projekt",),
        ("project",),
        Kind.NAMED,
        _project,
        named=Named.PROJECT,
        thing=Thing.PLACE,
    ),
    Field("enrolled", ("optaget",), ("enrolled",), Kind.DAY, _enrolled, thing=Thing.PLACE),
    Field("ending", ("afslutning",), ("ending",), Kind.WORD, _ending, ENDINGS, thing=Thing.PLACE),
    Field("phase", ("fase",), ("phase",), Kind.WORD, _phase, PHASES),
)
