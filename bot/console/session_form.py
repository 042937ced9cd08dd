"""The form of a session: read what was typed, and say beside each field what is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.actions.occasions import NobodyInvited
from bot.actions.schedule import Plan
from bot.console.fields import Fields, NotAClock, degrees_shown
from bot.rules import time as times
from bot.rules.refusals import (
    EndsBeforeStart,
    InThePast,
    NotATime,
    Refused,
    TimeDoesNotExist,
    TimeExistsTwice,
)
from bot.rules.time import local
from storage.schedule import Session
from storage.vocabulary import SessionKind

COURSE_BOX = re.compile(r"course-([0-9]{1,9})")
LENGTHS = {
    "title_da": 120,
    "title_en": 120,
    "title_ar": 120,
    "title_ti": 120,
    "place": 120,
    "address": 200,
    "bring": 300,
    "contact": 80,
}
REQUIRED = ("title_da", "place")
NOT_EMPTY_BUT_NONE = ("title_en", "title_ar", "title_ti")
POINT = ("latitude", "longitude")
FIELDS = ("kind", "date", "starts", "ends", *POINT, *LENGTHS)
COURSE_KINDS = tuple(kind for kind in SessionKind if kind is not SessionKind.APPOINTMENT)
"""What a session of a course can be; of a person and for everybody there is one kind each."""


class NotAKind(Refused):
    """Choose what kind of session this is."""


class ChangedMeanwhile(Refused):
    """Somebody else has changed this session while you were writing. Look at it, then change it."""


@dataclass
class SessionForm(Fields):
    """What was typed, what is wrong with it, and the plan when nothing is.

    `groups` are those that an event is open to: courses by number, None for everybody.
    """

    plan: Plan | None = None
    groups: tuple[int | None, ...] = ()

    def refuse(self, refused: Refused) -> None:
        """Put a refusal beside the field that can mend it."""
        match refused:
            case EndsBeforeStart():
                self.errors["ends"] = refused
            case InThePast():
                self.errors["starts"] = refused
            case NobodyInvited():
                self.errors["everybody"] = refused
            case _:
                super().refuse(refused)

    def moment(self, name: str, day: date, clock: time) -> datetime | None:
        """Return the moment of a day at this field's time of day, when both could be read."""
        if self.errors.keys() & {"date", name}:
            return None
        try:
            return times.read(f"{day} {clock:%H:%M}")
        except NotATime:
            self.errors[name] = NotAClock(text=self.values[name])
        except (TimeDoesNotExist, TimeExistsTwice) as refused:
            self.errors[name] = refused
        return None


def blank(kind: SessionKind = SessionKind.WORKSHOP) -> SessionForm:
    """Return the form of a new session."""
    return SessionForm(dict.fromkeys(FIELDS, "") | {"kind": kind.value})


def kinds_of(session: Session) -> tuple[SessionKind, ...]:
    """Return what a session can be, whosever it is."""
    return COURSE_KINDS if session.course_id is not None else (session.kind,)


def filled(plan: Plan, groups: Sequence[int | None] = ()) -> SessionForm:
    """Return the form of a session as it is."""
    texts = {name: getattr(plan, name) or "" for name in LENGTHS}
    moments = {
        "kind": plan.kind.value,
        "date": f"{local(plan.starts_at):%Y-%m-%d}",
        "starts": f"{local(plan.starts_at):%H:%M}",
        "ends": f"{local(plan.ends_at):%H:%M}",
    }
    point = {name: degrees_shown(getattr(plan, name)) for name in POINT}
    return SessionForm(texts | moments | point, groups=tuple(groups))


def read(posted: Mapping[str, str], kinds: Sequence[SessionKind] = COURSE_KINDS) -> SessionForm:
    """Return what was posted, with a plan when every field can be read."""
    values = {name: posted.get(name, "").strip() for name in FIELDS}
    form = SessionForm(values, groups=tuple(_groups(posted)))
    texts: dict[str, Any] = {
        name: form.text(name, limit, needed=name in REQUIRED) for name, limit in LENGTHS.items()
    }
    kind = _kind(form, kinds)
    day = form.day("date")
    starts_at = form.moment("starts", day, form.clock("starts"))
    ends_at = form.moment("ends", day, form.clock("ends"))
    latitude, longitude = form.point()
    if not form.errors and kind and starts_at and ends_at:
        texts |= {name: texts[name] or None for name in NOT_EMPTY_BUT_NONE}
        form.plan = Plan(
            kind=kind,
            starts_at=starts_at,
            ends_at=ends_at,
            latitude=latitude,
            longitude=longitude,
            **texts,
        )
    return form


def _groups(posted: Mapping[str, str]) -> Iterator[int | None]:
    """Yield the groups whose box was ticked: `everybody`, `course-7`."""
    if "everybody" in posted:
        yield None
    for name in posted:
        box = COURSE_BOX.fullmatch(name)
        if box:
            yield int(box[1])


def _kind(form: SessionForm, kinds: Sequence[SessionKind]) -> SessionKind | None:
    chosen = next((kind for kind in kinds if kind.value == form.values["kind"]), None)
    if chosen is None:
        form.errors["kind"] = NotAKind()
    return chosen
