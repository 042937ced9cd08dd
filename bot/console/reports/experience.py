"""The experience report in words: nobody is named in it, whoever reads it."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.console import words
from bot.console.language import N_, Speech
from bot.console.reports import drawing
from bot.console.reports.bars import Bar, Strip, drawn
from bot.console.reports.told import Entry, Teller, Told
from bot.console.reports.words import SMALL
from bot.console.workbook import Ratio, Sheet
from bot.queries.reports.experience import Experience
from bot.texts import faces
from bot.texts.when import date_in_digits

RULES = {
    "sessions": (N_("Sessions"), N_("Sessions of the courses that were held in the period.")),
    "hours": (N_("Hours"), N_("From the beginning to the end of these sessions.")),
    "started": (
        N_("Started on the course"),
        N_("People who had started on the course by the date, beside its places."),
    ),
    "places_offered": (
        N_("Places offered"),
        N_("Places that companies of these municipalities offered for any part of the period."),
    ),
    "placements": (
        N_("Placements"),
        N_("Placements of the participants that lay at least partly in the period."),
    ),
    "companies": (N_("Companies"), N_("The companies of these placements.")),
    "answers": (N_("Answers"), N_("Weekly check-ins that were answered in the period.")),
    "score": (N_("Score"), N_("How it goes, from 1 to 5, in these answers.")),
    "wish": (N_("Wish"), N_("What would help, in these answers; one can hold several.")),
}
"""By the key of the figure: what it is called, and what it counts."""
SILENT = N_("Nobody has answered in this period how it goes.")


def told(found: Experience, speech: Speech) -> Told:
    """Return the report in words."""
    teller = Teller(speech)
    tables = tuple(_tables(teller, found))
    definitions = (
        *((teller.say(name), teller.say(rule)) for name, rule in RULES.values()),
        *((teller.say(words.of(one.name)), teller.rule(one)) for one in found.results),
    )
    return Told(
        project=found.project,
        title=teller.say("Experience from {project}", project=found.project.name),
        about=(
            teller.say(
                "{first} – {last}",
                first=date_in_digits(found.since),
                last=date_in_digits(found.as_of),
            ),
            teller.say("This report names nobody. Whoever reads it sees the same."),
            teller.say(SMALL),
            *([] if found.said.answered != 0 else [teller.say(SILENT)]),
        ),
        tables=tuple(map(teller.read, tables)),
        definitions=definitions,
        entries=tuple(_entries(teller, found)),
        charts=tuple(_charts(teller, found)),
        todo=tuple(_todo(teller, found)),
        sheets=(*map(teller.spread, tables), teller.definitions(definitions)),
    )


def _tables(teller: Teller, found: Experience) -> Iterator[Sheet]:
    yield _done(teller, found)
    yield _courses(teller, found)
    yield from _placements(teller, found)
    say = teller.say
    yield Sheet(
        say("Results"),
        (say("Figure"), say("As of {date}", date=date_in_digits(found.as_of))),
        tuple((say(words.of(one.name)), Ratio(one.n, one.of)) for one in found.results),
    )
    yield from _said(teller, found)


def _todo(teller: Teller, found: Experience) -> Iterator[tuple[str, str]]:
    """Yield what would fill the parts that are empty, and the page where it is done."""
    if not found.sessions:
        yield teller.say("No session of its courses was held in the period."), "courses"
    if not found.trades:
        yield teller.say("No company has offered a place for the period."), "companies"
    if found.said.answered == 0:
        yield teller.say("People answer how it goes when they are asked each week."), "check_ins"


def _done(teller: Teller, found: Experience) -> Sheet:
    say, times = teller.say, found.sessions
    number, hours = (sum(column) for column in zip((0, 0.0), *times.values(), strict=True))
    kinds = [(say(words.of(kind)), *of_kind) for kind, of_kind in times.items()]
    return Sheet(
        say("What was done"),
        (say("Sessions"), say("Number"), say("Hours")),
        (*kinds, (say("Together"), number, hours)),
    )


def _courses(teller: Teller, found: Experience) -> Sheet:
    say = teller.say
    return Sheet(
        say("Courses"),
        (say("Course"), say("Target group"), say("Places"), say("Started")),
        tuple(
            (
                teller.part(one.name),
                say(words.of(one.target_group)),
                one.capacity,
                one.started,
            )
            for one in found.courses
        ),
    )


def _placements(teller: Teller, found: Experience) -> Iterator[Sheet]:
    say = teller.say
    yield Sheet(
        say("Placements"),
        (say("In the period"), say("Number")),
        (
            (say("Placements"), found.placements),
            (say("Companies"), found.companies),
        ),
    )
    if found.trades:
        rows = tuple((teller.part(trade), places) for trade, places in found.trades)
        yield Sheet(say("Trades"), (say("Trade"), say("Places offered")), rows)


def _charts(teller: Teller, found: Experience) -> Iterator[tuple[str, Markup]]:
    yield drawing.funnel(teller, [found.results])
    if not found.said.answered:
        return
    heading = teller.say("How it goes, in the participants' own answers")
    answered, scores = found.said.answered, found.said.scores.items()
    bars = [
        Bar(f"{faces.face(score)} {score}", (Strip(teller.fraction(n, answered), share),))
        for score, n in scores
        for share in [n / answered if n is not None and answered else None]
    ]
    about = teller.say("How many answers there are of each kind.")
    yield heading, drawn("scores", heading, about, bars)


def _said(teller: Teller, found: Experience) -> Iterator[Sheet]:
    said, say = found.said, teller.say
    if said.answered == 0:
        return
    yield Sheet(
        say("How it goes, in the participants' own answers"),
        (say("Answer"), say("Number")),
        tuple(
            (f"{faces.face(score)} {score}", Ratio(number, said.answered))
            for score, number in said.scores.items()
        ),
        tab=say("Answers"),
    )
    yield Sheet(
        say("What would help"),
        (say("Wish"), say("Number")),
        tuple(
            (say(words.of(wish)), Ratio(number, said.answered))
            for wish, number in said.wishes.items()
        ),
    )


def _entries(teller: Teller, found: Experience) -> Iterator[Entry]:
    def entry(key: str, n: float | None, of: int | None = None, group: str | None = None) -> Entry:
        rule = teller.say(RULES[key][1])
        on = found.as_of.isoformat()
        return {"figure": key, "n": n, "N": of, "rule": rule, "as_of": on, "group": group}

    for kind, (number, hours) in found.sessions.items():
        yield entry("sessions", number, group=kind.value)
        yield entry("hours", round(hours, 1), group=kind.value)
    for one in found.courses:
        yield entry("started", one.started, one.capacity, one.name.da)
    for trade, places in found.trades:
        yield entry("places_offered", places, group=trade.da)
    yield entry("placements", found.placements)
    yield entry("companies", found.companies)
    for figure in found.results:
        yield {
            "figure": figure.name.value,
            "n": figure.n,
            "N": figure.of,
            "rule": teller.rule(figure),
            "as_of": figure.as_of.isoformat(),
            "group": None,
        }
    yield entry("answers", found.said.answered)
    for score, count in found.said.scores.items():
        yield entry("score", count, found.said.answered, str(score))
    for wish, count in found.said.wishes.items():
        yield entry("wish", count, found.said.answered, wish.value)
