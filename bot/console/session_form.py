"""The form of a session: read what was typed, and say beside each field what is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.actions.occasions import NobodyInvited
from bot.actions.schedule import Plan
from bot.rules import time
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

CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})")
COURSE_BOX = re.compile(r"course-([0-9]{1,9})")
DANISH_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
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
REQUIRED = ("title_da", "date", "starts", "ends", "place")
FIELDS = ("kind", "date", "starts", "ends", "latitude", "longitude", *LENGTHS)
LATITUDE, LONGITUDE = 90.0, 180.0
COURSE_KINDS = tuple(kind for kind in SessionKind if kind is not SessionKind.APPOINTMENT)
"""What a session of a course can be; of a person and for everybody there is one kind each."""


class Missing(Refused):
    """Fill in this field."""


class TooLong(Refused):
    """This is too long: at most {limit} characters."""


class NotADate(Refused):
    """“{text}” is not a date. Write it as 2026-11-24 or 24/11/2026."""


class NotAClock(Refused):
    """“{text}” is not a time of day. Write it as 09:30."""


class NotACoordinate(Refused):
    """“{text}” is not a coordinate. Write degrees such as 56.4607, or leave both fields empty."""


class HalfACoordinate(Refused):
    """A point on the map needs both coordinates. Fill in this one too, or leave both empty."""


class NotAKind(Refused):
    """Choose what kind of session this is."""


class ChangedMeanwhile(Refused):
    """Somebody else has changed this session while you were writing. Look at it, then change it."""


@dataclass
class SessionForm:
    """What was typed, what is wrong with it, and the plan when nothing is.

    Errors stand by the field that can mend them; "" is the form as a whole. `groups` are those
    that an event is open to: courses by number, None for everybody.
    """

    values: dict[str, str]
    errors: dict[str, Refused] = field(default_factory=dict)
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
                name = refused.values.get("field")
                self.errors[str(name) if name in self.values else ""] = refused


def blank(kind: SessionKind = SessionKind.WORKSHOP) -> SessionForm:
    """Return the form of a new session."""
    return SessionForm(dict.fromkeys(FIELDS, "") | {"kind": kind.value})


def kinds_of(session: Session) -> tuple[SessionKind, ...]:
    """Return what a session can be, whosever it is."""
    return COURSE_KINDS if session.course_id is not None else (session.kind,)


def filled(plan: Plan) -> SessionForm:
    """Return the form of a session as it is."""
    texts = {name: getattr(plan, name) or "" for name in LENGTHS}
    times = {
        "kind": plan.kind.value,
        "date": f"{local(plan.starts_at):%Y-%m-%d}",
        "starts": f"{local(plan.starts_at):%H:%M}",
        "ends": f"{local(plan.ends_at):%H:%M}",
    }
    points = {
        name: "" if (value := getattr(plan, name)) is None else f"{value:g}"
        for name in ("latitude", "longitude")
    }
    return SessionForm(texts | times | points)


def read(posted: Mapping[str, str], kinds: Sequence[SessionKind] = COURSE_KINDS) -> SessionForm:
    """Return what was posted, with a plan when every field can be read."""
    values = {name: posted.get(name, "").strip() for name in FIELDS}
    form = SessionForm(values, groups=tuple(_groups(posted)))
    _check_texts(form)
    kind = _kind(form, kinds)
    starts_at, ends_at = _moment(form, "starts"), _moment(form, "ends")
    latitude = _degrees(form, "latitude", LATITUDE)
    longitude = _degrees(form, "longitude", LONGITUDE)
    _check_point(form)
    if not form.errors and kind and starts_at and ends_at:
        form.plan = Plan(
            kind=kind,
            title_da=form.values["title_da"],
            title_en=form.values["title_en"] or None,
            title_ar=form.values["title_ar"] or None,
            title_ti=form.values["title_ti"] or None,
            starts_at=starts_at,
            ends_at=ends_at,
            place=form.values["place"],
            address=form.values["address"],
            bring=form.values["bring"],
            contact=form.values["contact"],
            latitude=latitude,
            longitude=longitude,
        )
    return form


def _check_texts(form: SessionForm) -> None:
    for name in REQUIRED:
        if not form.values[name]:
            form.errors[name] = Missing()
    for name, limit in LENGTHS.items():
        if len(form.values[name]) > limit:
            form.errors[name] = TooLong(limit=limit)


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


def _moment(form: SessionForm, name: str) -> datetime | None:
    """Return the moment of the form's date at this field's time of day."""
    typed, date = form.values[name], _date(form)
    if date is None or not typed:
        return None
    clock = CLOCK.fullmatch(typed)
    wall = f"{date} {int(clock[1]):02}:{clock[2]}" if clock else typed
    try:
        return time.read(wall)
    except NotATime:
        form.errors[name] = NotAClock(text=typed)
    except (TimeDoesNotExist, TimeExistsTwice) as refused:
        form.errors[name] = refused
    return None


def _date(form: SessionForm) -> str | None:
    """Return the date as 2026-11-24; Danish 24/11/2026 and 24.11.2026 are read too."""
    typed = form.values["date"]
    danish = DANISH_DATE.fullmatch(typed)
    date = f"{danish[3]}-{int(danish[2]):02}-{int(danish[1]):02}" if danish else typed
    try:
        return datetime.fromisoformat(date).date().isoformat()
    except ValueError:
        if typed:
            form.errors["date"] = NotADate(text=typed)
        return None


def _degrees(form: SessionForm, name: str, limit: float) -> float | None:
    typed = form.values[name]
    if not typed:
        return None
    try:
        degrees = float(typed.replace(",", "."))
    except ValueError:
        degrees = limit + 1
    if not abs(degrees) <= limit:  # also refuses what is not a number
        form.errors[name] = NotACoordinate(text=typed)
        return None
    return degrees


def _check_point(form: SessionForm) -> None:
    latitude, longitude = form.values["latitude"], form.values["longitude"]
    if latitude and not longitude:
        form.errors["longitude"] = HalfACoordinate()
    if longitude and not latitude:
        form.errors["latitude"] = HalfACoordinate()
