"""What report the page is asked for, in its address."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.console.fields import Fields
from bot.console.visit import Visit
from bot.queries.reports import projects
from bot.queries.reports.outcomes import Asked
from bot.queries.reports.projects import NoProjects, ProjectRef
from bot.rules.refusals import NotThere
from bot.rules.reports.figures import BREAKDOWNS, Among, By, Report
from bot.rules.time import local

FIELDS = ("report", "project", "as_of", "compare", "by", "among")

Word = TypeVar("Word", bound=StrEnum)


@dataclass
class Question(Fields):
    """The form above a report; what is not filled in is what is wanted most."""

    @property
    def query(self) -> dict[str, str]:
        """What leads to the same report again."""
        return {name: value for name, value in self.values.items() if value}


@dataclass(frozen=True)
class Choice:
    """A report that can be asked for; `asked` is None while the form cannot be read."""

    form: Question
    report: Report
    projects: list[ProjectRef]
    asked: Asked | None


def read(visit: Visit) -> Choice:
    """Return what is asked for; raises NotThere for what there is not, and NoProjects."""
    form = Question({name: visit.asked(name) for name in FIELDS})
    known = projects.listing(visit.context.database, visit.caller)
    if not known:
        raise NoProjects
    project = form.values["project"] = form.values["project"] or str(known[0].id)
    if project not in {str(one.id) for one in known}:
        raise NotThere
    report = _word(Report, form.values["report"]) or Report.OUTCOMES
    form.values["report"] = report.value
    form.values["as_of"] = form.values["as_of"] or local(visit.now).date().isoformat()
    by = _word(By, form.values["by"])
    if by not in BREAKDOWNS[report]:  # what was chosen for another report
        by, form.values["by"] = None, ""
    if report is not Report.OUTCOMES:
        form.values["compare"] = ""
    asked = Asked(
        int(project),
        form.day("as_of"),
        form.day("compare") if form.values["compare"] else None,
        by,
        _word(Among, form.values["among"]) or Among.STARTED,
    )
    return Choice(form, report, known, None if form.errors else asked)


def _word(kind: type[Word], text: str) -> Word | None:
    """Return the word that was chosen; raises NotThere for one that there is not."""
    if not text:
        return None
    try:
        return kind(text)
    except ValueError:
        raise NotThere from None
