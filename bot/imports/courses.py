"""A list of courses: `code,name,project,municipalities,target_group,capacity,phases`."""

import re
from datetime import date
from itertools import pairwise

from bot.actions.courses import Stretch
from bot.actions.imports.courses import WantedCourse
from bot.imports import cells
from bot.imports.reader import Kind, Reader
from bot.imports.refusals import IsEmpty, NotAPhase, PhaseBackwards, PhasesOverlap, UnknownWord
from bot.imports.table import Columns
from storage.vocabulary import PhaseKind, TargetGroup

GROUPS = {"alle": TargetGroup.EVERYBODY, "kvinder": TargetGroup.WOMEN, "mænd": TargetGroup.MEN}
PHASES = {
    "opkvalificering": PhaseKind.UPSKILLING,
    "praktik": PhaseKind.PLACEMENT,
    "jobsøgning": PhaseKind.JOB_SEARCH,
}
MOST_PLACES = 1000

_PHASE = re.compile(r"(\S+)\s+(\d{4}-\d\d-\d\d)\s*\.\.\s*(\d{4}-\d\d-\d\d)")


def parse(read: Reader) -> WantedCourse:
    """Return what one row wants."""
    return WantedCourse(
        code=read.needed("code", cells.reference),
        name=read.needed("name", cells.text),
        project=read.needed("project", cells.text),
        municipalities=read.needed("municipalities", between_bars),
        target_group=read.needed("target_group", cells.word(TargetGroup, GROUPS)),
        capacity=read.needed("capacity", cells.whole_number(low=1, high=MOST_PLACES)),
        phases=read.optional("phases", phases, ()),
        name_en=read.known("name_en", cells.text),
        name_ar=read.known("name_ar", cells.text),
        name_ti=read.known("name_ti", cells.text),
    )


def between_bars(value: str) -> tuple[str, ...]:
    """Return the names between the bars, each once."""
    names = [cells.reference(name.strip()) for name in value.split("|")]
    if not all(names):
        raise IsEmpty
    return tuple({name.casefold(): name for name in reversed(names)}.values())[::-1]


def phases(value: str) -> tuple[Stretch, ...]:
    """Return the phases between the bars, in order; raises NotAPhase and others."""
    found = [(text.strip(), _phase(text.strip())) for text in value.split("|")]
    for (_, before), (text, after) in pairwise(found):
        if after.starts_on <= before.ends_on:
            raise PhasesOverlap(text=text)
    return tuple(phase for _, phase in found)


def _phase(text: str) -> Stretch:
    form = _PHASE.fullmatch(text)
    if not form:
        raise NotAPhase(text=text)
    try:
        kind = cells.word(PhaseKind, PHASES)(form[1])
        phase = Stretch(kind, date.fromisoformat(form[2]), date.fromisoformat(form[3]))
    except (ValueError, UnknownWord):
        raise NotAPhase(text=text) from None
    if phase.ends_on < phase.starts_on:
        raise PhaseBackwards(text=text)
    return phase


KIND = Kind(
    columns=Columns(
        ("code", "name", "project", "municipalities", "target_group", "capacity", "phases"),
        ("name_en", "name_ar", "name_ti"),
    ),
    parse=parse,
    key=lambda wanted: wanted.code,
    key_column="code",
)
