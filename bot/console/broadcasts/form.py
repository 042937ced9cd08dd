"""The form of a broadcast: what was typed, what is wrong beside each field, and the plan."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from bot.actions.broadcasts.drafting import Plan
from bot.console import writing_form
from bot.console.broadcasts import boxes
from bot.console.fields import Missing, NotAClock
from bot.console.writing_form import WritingFields
from bot.queries.refs import PersonRef
from bot.queries.writings import Written
from bot.rules import time as times, variables
from bot.rules.audiences import NobodyChosen, TooManyGroups
from bot.rules.broadcasts import (
    ChoicesNeeded,
    CourseNeeded,
    ReasonNeeded,
    SendInThePast,
    SessionNeeded,
)
from bot.rules.refusals import NotATime, Refused, TimeDoesNotExist, TimeExistsTwice
from storage.vocabulary import Gap, Language, Reply

NOW, AT, WEEKLY = "now", "at", "weekly"
"""When it is sent."""
TIMES = {AT: ("send_on", "send_at"), WEEKLY: ("recurs_weekday", "recurs_at", "recurs_course")}
FROZEN, LIVE = "frozen", "live"
"""Who is in the audience: whoever is as it is confirmed, or as it is sent."""
MOST_HOURS = 14 * 24
LONGEST_REASON = 200
_NUMBER = re.compile(r"[0-9]{1,9}")
TRANSLATED = tuple(one for one in writing_form.LANGUAGES if one is not Language.DANISH)
BOXES_OF = {"find": "person", "find_but": boxes.LEFT_OUT}
"""By the field in which people are looked for: the boxes of those who were found."""
FINDERS = tuple(BOXES_OF)

PLAN = (
    "live",
    "session",
    "reply",
    "when",
    "send_on",
    "send_at",
    "recurs_weekday",
    "recurs_at",
    "recurs_course",
    "is_urgent",
    "override",
    "useful_hours",
    *(f"gap_{one}" for one in TRANSLATED),
)
NAMES = ("template", "taken", *FINDERS, *PLAN, *writing_form.NAMES)
LIMITS = {**writing_form.LIMITS, "override": LONGEST_REASON, **dict.fromkeys(FINDERS, 80)}
BLANK = dict.fromkeys(NAMES, "") | {
    "live": FROZEN,
    "reply": Reply.NOTHING.value,
    "when": NOW,
    "useful_hours": "48",
}


class TickThemOrEmpty(Refused):
    """Tick those you mean, or empty this field: nobody was chosen by it yet."""


class NobodyFound(Refused):
    """Nobody has “{text}” in their name or case reference."""


class NotChosen(Refused):
    """This is filled in, but what it belongs to is not chosen. Choose that, or empty this field."""


class TextsThere(Refused):
    """Something is written already. Empty the texts to begin from a template."""


@dataclass
class BroadcastForm(WritingFields):
    """The fields of a broadcast; `ticked` are the boxes of its audience.

    `found` are by the name of the field the people that were looked for, and how many there are.
    """

    ticked: frozenset[str] = boxes.DEFAULT
    found: dict[str, tuple[list[PersonRef], int]] = field(default_factory=dict)

    @classmethod
    def sent(cls, posted: Mapping[str, str]) -> Self:
        """Return what was posted."""
        form = cls.posted(posted, NAMES)
        form.ticked = boxes.ticked(posted)
        return form

    @property
    def taken(self) -> int | None:
        """The number of the template that the texts come from."""
        return number(self.values["taken"])

    def refuse(self, refused: Refused) -> None:
        """Put a refusal beside the field that can mend it."""
        if isinstance(refused, NobodyChosen | TooManyGroups):
            self.errors["audience"] = refused
        else:
            super().refuse(refused)

    def plan(self, now: datetime) -> Plan:
        """Return what is decided beside the words; of use when there is no error."""
        audience = boxes.read(self.ticked)
        with self.refusals():
            audience.check()
        self._check_finders()
        self._check_words()
        self._check_idle()
        return Plan(
            audience=audience,
            is_live=self.values["live"] == LIVE,
            reply=self._reply(),
            gaps=gaps(self.values),
            session_id=number(self.values["session"]),
            useful_hours=self.whole("useful_hours", low=1, high=MOST_HOURS),
            override=self._override(),
            **self._when(now),
        )

    def take(self, written: Written) -> None:
        """Fill in what a template says; nothing that was typed is lost."""
        typed = (*(f"text_{one}" for one in writing_form.LANGUAGES), *writing_form.CHOICES)
        if any(self.values[name] for name in typed):
            self.errors["template"] = TextsThere()
            return
        self.values |= writing_form.values_of(written) | {"taken": self.values["template"]}
        if written.sides[Language.DANISH].choices:
            self.values["reply"] = Reply.CHOICES.value

    def _reply(self) -> Reply:
        chosen = self.values["reply"]
        return Reply(chosen) if chosen in set(Reply) else Reply.NOTHING

    def _override(self) -> str:
        reason = self.text("override", LONGEST_REASON)
        if not self.values["is_urgent"]:
            return ""
        if not reason:
            self.errors["override"] = ReasonNeeded()
        return reason

    def _check_finders(self) -> None:
        for name in FINDERS:
            if self.values[name]:
                self.errors.setdefault(name, TickThemOrEmpty())

    def _check_idle(self) -> None:
        """Let nothing that was typed be passed over: it may be what was meant."""
        idle = [
            name for when, names in TIMES.items() if self.values["when"] != when for name in names
        ]
        if not self.values["is_urgent"]:
            idle.append("override")
        if self._reply() is not Reply.CHOICES:
            idle += writing_form.CHOICES
        for name in idle:
            if self.values[name]:
                self.errors[name] = NotChosen()

    def _check_words(self) -> None:
        missing = variables.needs_session(self.values["text_da"])
        if missing and not self.values["session"]:
            self.errors["session"] = SessionNeeded(variables=variables.shown(missing))
        if self._reply() is Reply.CHOICES and not self.values["choice_da_0"]:
            self.errors.setdefault("reply", ChoicesNeeded())

    def _when(self, now: datetime) -> dict[str, Any]:
        match self.values["when"]:
            case str(when) if when == AT:
                return {"send_at": self._moment(now)}
            case str(when) if when == WEEKLY:
                return self._weekly()
            case _:
                return {}

    def _moment(self, now: datetime) -> datetime | None:
        day, clock = self.day("send_on"), self.clock("send_at")
        if self.errors.keys() & {"send_on", "send_at"}:
            return None
        try:
            moment = times.read(f"{day} {clock:%H:%M}")
        except NotATime:
            self.errors["send_at"] = NotAClock(text=self.values["send_at"])
            return None
        except (TimeDoesNotExist, TimeExistsTwice) as refused:
            self.errors["send_at"] = refused
            return None
        if moment <= now:
            self.errors["send_at"] = SendInThePast(time=f"{day} {clock:%H:%M}")
        return moment

    def _weekly(self) -> dict[str, Any]:
        weekday, course = self.values["recurs_weekday"], number(self.values["recurs_course"])
        if weekday not in set("0123456"):
            self.errors["recurs_weekday"] = Missing()
            weekday = "0"
        if course is None:
            self.errors["recurs_course"] = CourseNeeded()
        return {
            "recurs_weekday": int(weekday),
            "recurs_at": self.clock("recurs_at"),
            "recurs_course_id": course,
        }


def gaps(posted: Mapping[str, str]) -> dict[Language, Gap]:
    """Return what was decided for the languages in which nothing is reviewed."""
    chosen = {one: posted.get(f"gap_{one}", "") for one in TRANSLATED}
    return {one: Gap(gap) for one, gap in chosen.items() if gap in set(Gap)}


def number(text: str) -> int | None:
    """Return the number that was chosen, if one was."""
    return int(text) if _NUMBER.fullmatch(text) else None
