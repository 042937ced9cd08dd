"""Everything that is stored about a person, as a document to read and to keep."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from markupsafe import Markup

from bot.texts import follow_ups, icons, outcomes, readiness, statuses, when
from bot.texts.facts import Facts
from bot.texts.languages import NAMES
from bot.texts.message import Document, Message, Text
from bot.texts.notices import Notice
from bot.texts.reasons import ReasonFacts
from bot.texts.say import RIGHT_TO_LEFT, Voice, plain
from storage.vocabulary import (
    ActivityKind,
    AnswerKind,
    EnrolmentEnd,
    FollowUpAnswer,
    Gender,
    InterestState,
    Language,
    MediaKind,
    OutcomeKind,
    Presence,
    SessionKind,
    Terms,
    Wish,
)


class Origin(StrEnum):
    """From whom something is known, where no member of staff has entered it."""

    PERSON = "person"
    LIST = "list"


Row = tuple[tuple[str, object], ...]
"""Pairs of what a value is and the value; a value that is not there is left out."""


@dataclass(frozen=True)
class Section:
    """A part of the document; `name` and what a value is are keys of the tables below."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Dossier:
    """What is stored: to read by sections, and `raw` row by row as it lies in the tables."""

    sections: tuple[Section, ...] = ()
    raw: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Readable(Notice):
    """The document to read, in the person's own language."""

    kind = "my_document"

    def say(self, voice: Voice, facts: Facts) -> Message:
        """Return a page that needs nothing else."""
        found = facts.about
        if not isinstance(found, Dossier):
            return Text(voice.line(icons.MY_DATA, voice.say("Nothing here.")))
        page = _page(voice, facts, found).encode()
        caption = voice.line(icons.MY_DATA, voice.say("This is everything that we store."))
        return Document("mydata.html", page, caption)


@dataclass(frozen=True)
class Raw(Notice):
    """The same for a program, with every column."""

    kind = "my_json"

    def say(self, voice: Voice, facts: Facts) -> Message:
        """Return every row as it is stored."""
        found = facts.about
        if not isinstance(found, Dossier):
            return Text(voice.line(icons.MY_DATA, voice.say("Nothing here.")))
        content = json.dumps(found.raw, ensure_ascii=False, indent=1).encode()
        caption = voice.line(icons.FILE, voice.say("The same, for a computer."))
        return Document("mydata.json", content, caption)


STYLE = """
body{font:1.05rem/1.6 system-ui,"Noto Sans","Noto Sans Arabic","Noto Sans Ethiopic",sans-serif;
max-width:44rem;margin:0 auto;padding:1rem;color:#1b1f24;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-block:2rem .5rem}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.1rem 1rem;margin:0;
padding-block:.6rem;border-block-start:1px solid #d5d9de}
dt{color:#57606a}dd{margin:0;overflow-wrap:anywhere}
@media(prefers-color-scheme:dark){body{background:#14171a;color:#e6e8ea}dt{color:#9aa4ae}
dl{border-color:#363c42}}
"""


def _page(voice: Voice, facts: Facts, found: Dossier) -> Markup:
    rtl = voice.language in RIGHT_TO_LEFT
    title = voice.label("My data")
    parts = Markup("").join(_section(voice, section) for section in found.sections if section.rows)
    made = when.moment(facts.now, voice.language)
    return Markup(
        '<!doctype html><html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>{title}</title>'
        "<style>{style}</style></head><body><h1>{icon} {title}</h1>"
        "<p><bdi>{home}</bdi> · <bdi>{made}</bdi></p>{parts}</body></html>"
    ).format(
        lang=voice.language.value,
        dir="rtl" if rtl else "ltr",
        title=title,
        style=Markup(STYLE),  # noqa: S704  # it is ours
        icon=icons.MY_DATA,
        home=plain(facts.municipality),
        made=made,
        parts=parts,
    )


def _section(voice: Voice, section: Section) -> Markup:
    lists = Markup("").join(_list(voice, row) for row in section.rows)
    return Markup("<section><h2>{} {}</h2>{}</section>").format(*_title(voice, section.name), lists)


def _list(voice: Voice, row: Row) -> Markup:
    labels = _labels(voice)
    items = Markup("").join(
        Markup("<dt>{}</dt><dd><bdi>{}</bdi></dd>").format(labels[name], _value(voice, value))
        for name, value in row
        if value is not None and value != ""
    )
    return Markup("<dl>{}</dl>").format(items)


def _title(voice: Voice, name: str) -> tuple[str, str]:
    """Return the icon and the words above a section."""
    return {
        "person": (icons.MY_DATA, voice.label("My data")),
        "courses": (icons.KINDS[SessionKind.CLASS], voice.label("Courses")),
        "sessions": (icons.SCHEDULE, voice.label("Schedule")),
        "absences": (icons.ABSENCE, voice.label("Absence")),
        "messages": (icons.MESSAGE, voice.label("Messages")),
        "check_ins": (icons.CHECK_IN, voice.label("How it goes")),
        "pulses": (icons.PULSE, voice.label("Every third month")),
        "outcomes": (icons.FOUND, voice.label("Job and education")),
        "placements": (icons.PLACEMENT, voice.label("Placements")),
        "notices": (icons.SEND, voice.label("What we have sent you")),
        "links": (icons.TELEGRAM, voice.label("Phones")),
        "readers": (icons.CASEWORKER, voice.label("Who has looked")),
        **readiness.titles(voice),
    }[name]


def _labels(voice: Voice) -> dict[str, str]:
    """Return the words beside values."""
    return {
        "name": voice.label("Name"),
        "called": voice.label("We call you"),
        "language": voice.label("Language"),
        "reference": voice.label("Case number"),
        "phone": voice.label("Phone"),
        "municipality": voice.label("Municipality"),
        "caseworker": voice.label("Caseworker"),
        "from": voice.label("From"),
        "until": voice.label("Until"),
        "when": voice.label("When"),
        "title": voice.label("What"),
        "place": voice.label("Place"),
        "answer": voice.label("Answer"),
        "reason": voice.label("Reason"),
        "presence": voice.label("Attendance"),
        "number": voice.label("Number"),
        "text": voice.label("Text"),
        "file": voice.label("File"),
        "score": voice.label("1 to 5"),
        "wish": voice.label("What would help?"),
        "terms": voice.label("Kind of job"),
        "followed": voice.label("How is it now?"),
        "hours": voice.label("Hours a week"),
        "contact": voice.label("Contact"),
        "company": voice.label("Company"),
        "evidence": voice.label("Shown by"),
        "source": voice.label("Source"),
        "ending": voice.label("How it ended"),
        "gender": voice.label("Gender"),
        **readiness.labels(voice),
    }


def _value(voice: Voice, value: object) -> str:
    match value:
        case date():
            clock = f" {when.clock(value)}" if isinstance(value, datetime) else ""
            return f"{when.day(value, voice.language)}/{value.year}{clock}"
        case ReasonFacts():
            return value.shown(voice)
        case StrEnum():
            return _words(voice)[type(value)][value]
        case _:
            return plain(value)


def _words(voice: Voice) -> Mapping[type[StrEnum], Mapping[Any, str]]:
    """Return what each word of the store is called, by its kind."""
    return {
        **_words_of_people(voice),
        Language: NAMES,
        ActivityKind: readiness.activities(voice),
        OutcomeKind: {kind: outcomes.kind(voice, kind) for kind in OutcomeKind},
        Terms: {terms: outcomes.terms(voice, terms) for terms in Terms},
        FollowUpAnswer: follow_ups.words(voice),
        Wish: {wish: statuses.wish_words(voice, wish) for wish in Wish},
        AnswerKind: {
            AnswerKind.COMING: voice.label("I am coming"),
            AnswerKind.NOT_COMING: voice.label("I cannot come"),
            AnswerKind.CALL_ME: voice.label("Call me"),
        },
        InterestState: {
            InterestState.INTERESTED: voice.label("I am interested"),
            InterestState.WITHDRAWN: voice.label("Taken back"),
            InterestState.PLACED: voice.label("You got the place"),
            InterestState.DECLINED: voice.label("Not this time"),
        },
        MediaKind: {
            MediaKind.VOICE: voice.label("Voice note"),
            MediaKind.PHOTO: voice.label("Picture"),
        },
    }


def _words_of_people(voice: Voice) -> dict[type[StrEnum], Mapping[Any, str]]:
    """Return what is said of somebody, and by whom."""
    return {
        EnrolmentEnd: {
            EnrolmentEnd.COMPLETED: voice.label("Completed"),
            EnrolmentEnd.LEFT: voice.label("Left before the end"),
        },
        Origin: {
            Origin.PERSON: voice.label("You"),
            Origin.LIST: voice.label("The municipality's list"),
        },
        Gender: {
            Gender.WOMAN: voice.label("Woman"),
            Gender.MAN: voice.label("Man"),
            Gender.OTHER: voice.label("Other gender"),
        },
        Presence: {
            Presence.PRESENT: voice.label("Was there"),
            Presence.LATE: voice.label("Came later"),
            Presence.ABSENT: voice.label("Was not there"),
        },
    }
