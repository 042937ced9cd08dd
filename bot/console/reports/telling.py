"""Any report in words, for whoever asks: on a page, in a spreadsheet, at the command line."""

from dataclasses import replace
from datetime import datetime

from bot.actions import reports as doing
from bot.actions.access import Caller
from bot.console.language import Speech
from bot.console.reports import (
    about,
    attendance as of_attendance,
    experience as of_experience,
    outcomes as of_outcomes,
)
from bot.console.reports.told import Teller, Told
from bot.queries.reports import attendance, experience, outcomes, people
from bot.queries.reports.outcomes import Asked
from bot.queries.reports.people import Row, Wanted
from bot.rules.reports.figures import By, Report, check
from storage.database import Database


def told(  # what is asked, by whom, and how it is said
    database: Database,
    caller: Caller,
    report: Report,
    asked: Asked,
    *,
    speech: Speech,
    now: datetime,
    with_people: bool = False,
) -> Told:
    """Return the report; `with_people` adds the rows that the caller may see. Raises a Refused."""
    check(report, asked.by, asked.compare)
    found = _told(database, caller, report, asked, speech=speech, now=now, with_people=with_people)
    first = about.about(Teller(speech), report, found.project, asked, made=now)
    return replace(found, sheets=(first, *found.sheets))


def _told(  # as above
    database: Database,
    caller: Caller,
    report: Report,
    asked: Asked,
    *,
    speech: Speech,
    now: datetime,
    with_people: bool,
) -> Told:
    match report:
        case Report.OUTCOMES:
            found = outcomes.outcomes(database, caller, asked, now=now)
            wants_people = with_people and not caller.counts_only
            wanted = Wanted(asked.project_id, asked.as_of)
            rows = fetched(database, caller, wanted, now=now) if wants_people else []
            return of_outcomes.told(found, speech, rows)
        case Report.ATTENDANCE:
            noted = attendance.attendance(database, caller, asked, now=now)
            if asked.by is By.PERSON:
                _note(database, caller, report, Wanted(asked.project_id, asked.as_of), now)
            return of_attendance.told(noted, speech)
        case Report.EXPERIENCE:
            lived = experience.experience(database, caller, asked, now=now)
            return of_experience.told(lived, speech)


def fetched(database: Database, caller: Caller, wanted: Wanted, *, now: datetime) -> list[Row]:
    """Return the people behind a figure, after it is noted that they were fetched."""
    _note(database, caller, Report.OUTCOMES, wanted, now)
    return people.people(database, caller, wanted)


def _note(
    database: Database, caller: Caller, report: Report, wanted: Wanted, now: datetime
) -> None:
    what = {
        "report": report.value,
        "as_of": wanted.on.isoformat(),
        "figure": wanted.name.value,
        "group": wanted.key,
    }
    doing.note_fetched(database, caller, wanted.project_id, what, now)
