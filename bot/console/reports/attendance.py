"""The attendance report in words."""

from dataclasses import replace
from datetime import date

from bot.console import words
from bot.console.language import N_, Speech
from bot.console.reports.told import Entry, Teller, Told
from bot.console.reports.words import BYS, SMALL
from bot.console.workbook import Cell, Ratio, Sheet
from bot.queries.reports.attendance import AttendanceReport, Line
from bot.rules.reports.figures import By
from bot.texts.when import date_in_digits
from storage.vocabulary import Source

THERE = N_("There")
LATE = N_("Late")
OF_THESE = N_("Of these late")
HEADS = {
    By.COURSE: N_("Course"),
    By.SESSION: N_("Session"),
    By.WEEK: N_("Week"),
    By.PERSON: N_("Person"),
}
"""What the rows are of."""
SECOND = {By.SESSION: N_("Date"), By.WEEK: N_("Date"), By.PERSON: N_("Reference")}
"""What stands in a spreadsheet beside the name of a row, by what the rows are of."""
RULES = {
    THERE: N_(
        "How often somebody is noted as there, late or not, out of all the times that the source "
        "has noted anybody at a session of the project's courses that was over by the end of the "
        "date (today: by now). "
        "Cancelled sessions do not count. None of the sources outranks another."
    ),
    LATE: N_("How often somebody is noted as late, out of the same."),
}
ROUNDED = N_(
    "Numbers of people whom you may not see by name are told in fives, "
    "so that rows need not add up to the total."
)


def told(found: AttendanceReport, speech: Speech) -> Told:
    """Return the report in words."""
    teller = Teller(speech)
    definitions = tuple((teller.say(name), _rule(teller, found, name)) for name in RULES)
    by = found.asked.by
    table = Sheet(
        teller.say(BYS[by]) if by else teller.say("Attendance"),
        (
            teller.say(HEADS[by]) if by else teller.say("Sessions"),
            *(
                title
                for source in Source
                for title in (teller.say(words.of(source)), teller.say(OF_THESE))
            ),
        ),
        tuple(_row(teller, line, by) for line in found.lines),
        tuple(line.id for line in found.lines),
    )
    return Told(
        project=found.project,
        title=teller.say("Attendance in {project}", project=found.project.name),
        about=(
            teller.say("As of {date}", date=date_in_digits(found.asked.as_of)),
            *([teller.say(SMALL)] if found.is_hiding else []),
            *([teller.say(ROUNDED)] if found.is_rounded else []),
        ),
        tables=(table,),
        definitions=definitions,
        entries=tuple(
            entry
            for line in found.lines
            for source in Source
            for entry in _entries(teller, found, line, source)
        ),
        sheets=(_figures(teller, found), teller.definitions(definitions)),
    )


def _rule(teller: Teller, found: AttendanceReport, name: str) -> str:
    """Return by which rule a figure is counted, and that it is told in fives if it is."""
    return " ".join(map(teller.say, [RULES[name], *([ROUNDED] if found.is_rounded else [])]))


def _figures(teller: Teller, found: AttendanceReport) -> Sheet:
    """Return a row for each figure of each line and source, to be filtered and added up."""
    say, by = teller.say, found.asked.by
    rows = (
        (
            *_keys(teller, line, by),
            say(words.of(source)),
            say(name),
            Ratio(number, noted.of),
        )
        for line in found.lines
        for source, noted in line.sources.items()
        for name, number in ((THERE, noted.there), (LATE, noted.late))
    )
    keys = [say("Group"), *([say(SECOND[by])] if by in SECOND else [])]
    head = (*keys, say("Source"), say("Figure"), say("Figures"))
    return teller.spread(Sheet(say("Figures"), head, tuple(rows)))


def _keys(teller: Teller, line: Line, by: By | None) -> tuple[Cell, ...]:
    """Return what a row is of, in a column or two."""
    name = _name(teller, replace(line, on=None), None)
    match by:
        case By.SESSION:
            return name, line.on or ""
        case By.WEEK:
            return name, line.label if isinstance(line.label, date) else ""
        case By.PERSON:
            return name, line.key or ""
        case _:
            return (name,)


def _name(teller: Teller, line: Line, by: By | None) -> str:
    if line.label is None:
        name = teller.say("All sessions")
    elif isinstance(line.label, date):
        name = teller.say("Week from {date}", date=date_in_digits(line.label))
    elif by is By.PERSON:
        name = f"{line.label} ({line.key})"
    else:
        name = teller.part(line.label)
    return f"{name}, {date_in_digits(line.on)}" if line.on else name


def _row(teller: Teller, line: Line, by: By | None) -> tuple[str, ...]:
    cells = (
        cell
        for source in Source
        for noted in [line.sources[source]]
        for cell in (teller.fraction(noted.there, noted.of), teller.cell(noted.late))
    )
    return (_name(teller, line, by), *cells)


def _entries(
    teller: Teller, found: AttendanceReport, line: Line, source: Source
) -> tuple[Entry, Entry]:
    noted = line.sources[source]

    def entry(figure: str, n: int | None, name: str) -> Entry:
        return {
            "figure": figure,
            "n": n,
            "N": noted.of,
            "rule": _rule(teller, found, name),
            "as_of": found.asked.as_of.isoformat(),
            "group": line.key,
            "source": source.value,
        }

    return entry("there", noted.there, THERE), entry("late", noted.late, LATE)
