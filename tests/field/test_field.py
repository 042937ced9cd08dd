"""Two programmes from the field come in as lists, and the report says what the lists say."""

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest
from sqlmodel import col, select
from typer.testing import CliRunner

from bot import cli
from bot.actions import access
from bot.actions.access import OPERATOR, Caller
from bot.queries.reports import outcomes, projects
from bot.queries.reports.outcomes import Asked
from bot.rules.reports.figures import BREAKDOWNS, Among, By, Name, Report
from bot.rules.time import local
from storage.database import Database
from storage.schedule import Session
from storage.staff import Staff
from tests.field import counting
from tests.field.counting import Counted, Row
from tests.field.loading import LISTS, NOW

pytestmark = pytest.mark.xdist_group("field")  # each programme is brought in once

PROJECTS = {"esbjerg": "RIAC Fast Track", "randers": "Job i tre kommuner"}
DAYS = {
    "esbjerg": ("2018-01-15", "2018-06-30", "2018-12-31", "2019-12-31", "2020-01-31"),
    "randers": ("2017-01-23", "2017-02-03", "2017-06-16", "2017-06-26", "2017-06-30", "2018-06-29"),
}
HOMES = ("Randers", "Norddjurs", "Syddjurs")
CUT_OFF = "2017-06-30"
MANUAL = counting.HERE.parents[1] / "docs" / "field.md"


@pytest.mark.parametrize("by", [None, *BREAKDOWNS[Report.OUTCOMES]])
def test_every_figure_of_three_municipalities_is_what_the_lists_say(
    randers: Database, by: By | None
) -> None:
    assert_same(randers, "randers", by)


@pytest.mark.parametrize("by", [None, *BREAKDOWNS[Report.OUTCOMES]])
def test_every_figure_of_esbjerg_is_what_the_lists_say(esbjerg: Database, by: By | None) -> None:
    assert_same(esbjerg, "esbjerg", by)


def test_the_municipalities_add_up_to_the_project(randers: Database) -> None:
    for on in DAYS["randers"]:
        found = reported(randers, "randers", on, by=By.MUNICIPALITY)
        whole = found.pop(None)
        assert set(found) == set(HOMES)
        assert added_up(found.values()) == whole


def test_of_two_days_side_by_side_each_is_as_it_is_alone(randers: Database) -> None:
    for by in (None, By.COURSE):
        later = reported(randers, "randers", "2018-06-29", by=by, beside=CUT_OFF)
        alone = reported(randers, "randers", CUT_OFF, by=by)
        nobody = {key for key, found in later.items() if found["started"] == (0, 0)}
        assert {key: later[key] for key in later.keys() - nobody} == alone
        assert nobody == ({"LANDBRUG", "LAGER", "BYGGERI", "BUS-2"} if by else set())


def test_what_each_municipality_sees_of_its_own_adds_up_to_the_project(randers: Database) -> None:
    whole = reported(randers, "randers", CUT_OFF)[None]
    own = [
        reported(randers, "randers", CUT_OFF, caller=caseworker(randers, home))[home]
        for home in HOMES
    ]
    assert added_up(own) == whole


def test_the_lists_hold_the_cases_that_the_rules_are_about() -> None:
    everybody = counting.standings("randers", CUT_OFF)
    working = Counter(one.place for one in everybody if "job" in one.facts)
    supporting = Counter(one.place for one in everybody if "self_supporting" in one.facts)
    assert working == {"completed": 22, "left": 2, "still": 1}
    assert supporting == {"completed": 27, "left": 2, "still": 1}
    in_a_job_only = [one for one in everybody if one.facts >= {"job"} and "igu" not in one.facts]
    assert sum("self_supporting" not in one.facts for one in in_a_job_only) == 1
    outcomes = counting.rows("randers", "outcomes")
    assert {row["state"] for row in outcomes} == {"confirmed", "claimed", "rejected"}
    assert any(row["until"] == CUT_OFF for row in outcomes)  # the last day counts
    assert any("" < row["until"] < CUT_OFF for row in outcomes)
    names = {row["reference"] for row in counting.rows("randers", "enrolments")}
    assert len(names) == len(counting.standings("randers", "2018-06-29")) + 1  # who never started


def test_esbjerg_has_four_courses_of_fifteen_with_six_weeks_of_upskilling(
    esbjerg: Database,
) -> None:
    courses = counting.rows("esbjerg", "courses")
    assert Counter(course["target_group"] for course in courses) == {"women": 2, "men": 2}
    for course in courses:
        assert len(counting.standings("esbjerg", "2020-02-01", course["code"])) == 15
        upskilling, placement = course["phases"].split("|")
        first, last = map(date.fromisoformat, upskilling.removeprefix("upskilling ").split(".."))
        assert last - first == timedelta(weeks=6) - timedelta(days=1)
        assert placement.startswith(f"placement {last + timedelta(days=1)}..")


def test_the_open_house_is_on_thursdays_from_half_past_nine_to_eleven(esbjerg: Database) -> None:
    with esbjerg.reading() as db:
        found = db.exec(
            select(Session.starts_at, Session.ends_at).where(
                col(Session.course_id).is_(None), col(Session.participant_id).is_(None)
            )
        ).all()
    hours = {(f"{local(start):%A %H:%M}", f"{local(end):%H:%M}") for start, end in found}
    assert (len(found), hours) == (90, {("Thursday 09:30", "11:00")})


def test_the_page_about_it_shows_what_the_commands_print(
    randers_sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = MANUAL.read_text(encoding="utf-8")
    (order,) = re.findall(r"for list in (.*)", page)
    assert order.split() == [name for name in LISTS if counting.is_there("randers", name)]
    (command,) = re.findall(r"python -m bot (report .*)", page)
    url = randers_sqlite.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    printed = CliRunner().invoke(cli.app, shlex.split(command)).stdout
    (table,) = re.findall(r"```\n(Figure .*?)```", page, flags=re.DOTALL)
    assert table in printed


def assert_same(database: Database, programme: str, by: By | None) -> None:
    """Compare all figures of all groups on all days, whoever “all” are."""
    for on in DAYS[programme]:
        for among in Among:
            counted = {
                key: counting.figures(found, ended=among is Among.ENDED)
                for key, found in groups(programme, on, by)
            }
            assert set(counted[None]) == set(Name)
            assert reported(database, programme, on, by=by, among=among) == counted


def groups(
    programme: str, on: str, by: By | None
) -> Iterable[tuple[str | None, list[counting.Standing]]]:
    """Yield where everybody stands, then each group that anybody is in, by its key."""
    yield None, counting.standings(programme, on)
    codes = [row["code"] for row in counting.rows(programme, "courses")]
    keys = {key_of(person, by) for person in counting.people(programme)} if by else set()
    for key in codes if by is By.COURSE else keys:
        theirs = [person for person in counting.people(programme) if key_of(person, by) == key]
        found = (
            counting.standings(programme, on, key)
            if by is By.COURSE
            else counting.standings(programme, on, among=theirs)
        )
        if found:
            yield key, found


def key_of(person: Row, by: By | None) -> str:
    return "" if by in (None, By.COURSE) else person[by.value] or "unknown"


def reported(  # a report, as its reader asks for it
    database: Database,
    programme: str,
    on: str,
    *,
    by: By | None = None,
    among: Among = Among.STARTED,
    caller: Caller = OPERATOR,
    beside: str = "",
) -> dict[str | None, Counted]:
    """Return what the report says, by the key of the group; None is the whole project.

    With another day `beside` it, return what it says of that one.
    """
    project = projects.named(database, OPERATOR, PROJECTS[programme])
    compare = date.fromisoformat(beside) if beside else None
    asked = Asked(project.id, date.fromisoformat(on), compare, by=by, among=among)
    report = outcomes.outcomes(database, caller, asked, now=NOW)
    return {
        column.group.key if column.group else None: {
            figure.name.value: (shown(figure.n), shown(figure.of)) for figure in column.dates[-1]
        }
        for column in report.columns
    }


def shown(number: int | None) -> int:
    """Return a number, or what is never one for a hidden one."""
    return -1 if number is None else number


def caseworker(database: Database, home: str) -> Caller:
    """Return somebody who sees the people of this municipality by name."""
    (email, *_) = [
        row["email"]
        for row in counting.rows("randers", "staff")
        if (row["municipality"], row["role"]) == (home, "caseworker")
    ]
    with database.reading() as db:
        return access.staff(db.exec(select(Staff).where(Staff.email == email)).one())


def added_up(found: Iterable[Mapping[str, tuple[int, int]]]) -> Counted:
    """Return the sums of the numerators, and of the denominators, of each figure."""
    parts = list(found)
    return {
        name: (sum(part[name][0] for part in parts), sum(part[name][1] for part in parts))
        for name in parts[0]
    }
