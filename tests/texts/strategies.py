"""Facts with every kind of name in them, and every notice that can be owed."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.rules.media import Objection
from bot.rules.outcomes import WEEKS, Step
from bot.texts import registry
from bot.texts.absences import AbsenceFacts
from bot.texts.changes import EventFacts, Refresh
from bot.texts.courses import CourseFacts
from bot.texts.discretion import Uncovered, UncoveredFile
from bot.texts.facts import Added, Facts, SessionFacts
from bot.texts.listening import Heard
from bot.texts.mydata import LATEST, ReadingsFacts
from bot.texts.nominations import Part
from bot.texts.notices import Notice, Question
from bot.texts.reasons import ReasonFacts
from bot.texts.reminders import ReminderFacts
from bot.texts.schedule import Tab
from bot.texts.slots import Scope
from bot.texts.staff.forwarded import Enclosure
from bot.texts.staff.searches import Match, Matches, Mistake, Names
from bot.texts.toasts import Says
from storage.vocabulary import (
    AnswerKind,
    FollowUpAnswer,
    GroupKind,
    Language,
    MediaKind,
    Reason,
    ReminderKind,
    SessionKind,
)
from tests.support.media import OGG
from tests.texts import broadcasts, placements, staff_broadcasts, statuses

EVIL = st.sampled_from(
    [
        "\u202e",
        "\u2068",
        "\u2069\u2069",
        "<b>",
        "</b>",
        "<a href='tg://user?id=1'>",
        "&amp;",
        "&",
        '"',
        "{name}",
        "{",
        "}",
        "\n",
        "\x00",
        "\ud800",
        "👩‍👩‍👧‍👦",
        "Ǿ",
        "ሰላም",
        "أمل",
        "שלום",
        "%s",
        "\u200f",
    ]
)
WORDS = st.lists(st.one_of(EVIL, st.text(max_size=10)), max_size=6).map("".join)
LONG = st.one_of(WORDS, WORDS.map(lambda part: part * 200))
YEAR_2026 = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda m: YEAR_2026 + timedelta(minutes=m))
IDS = st.integers(1, 2**31 - 1)


@st.composite
def sessions(draw: st.DrawFn, words: st.SearchStrategy[str]) -> SessionFacts:
    """Return a session as staff may have entered it, in these words."""
    starts_at = draw(MOMENTS)
    answer = draw(st.none() | st.sampled_from(AnswerKind))
    degrees = draw(st.none() | st.floats(-80, 80))
    return SessionFacts(
        id=draw(IDS),
        kind=draw(st.sampled_from(SessionKind)),
        titles={language: draw(words) for language in Language},
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=draw(st.integers(1, 600))),
        place=draw(words),
        address=draw(words),
        latitude=degrees,
        longitude=degrees,
        bring=draw(words),
        contact=draw(words),
        cancelled=draw(st.booleans()),
        revision=draw(IDS),
        acknowledged=draw(st.booleans()),
        answer=answer,
        reason=draw(st.none() | reasons(words)),
        answered_at=draw(MOMENTS) if answer else None,
        receipt=draw(st.none() | IDS),
    )


@st.composite
def reasons(draw: st.DrawFn, words: st.SearchStrategy[str]) -> ReasonFacts:
    """Return a reason, shipped or of a municipality's own in these words."""
    labels = draw(st.just({}) | st.fixed_dictionaries(dict.fromkeys(Language, words)))
    return ReasonFacts(draw(st.sampled_from([*Reason, "own1"])), labels=labels)


@st.composite
def absences(draw: st.DrawFn, words: st.SearchStrategy[str]) -> AbsenceFacts:
    """Return a report."""
    return AbsenceFacts(
        id=draw(IDS),
        number=draw(IDS),
        on=draw(MOMENTS).date(),
        reported_at=draw(MOMENTS),
        reason=draw(st.none() | reasons(words)),
        undone_at=draw(st.none() | MOMENTS),
        undoable=draw(st.booleans()),
        offered=tuple(draw(st.lists(reasons(words), max_size=4))),
    )


def readings(words: st.SearchStrategy[str]) -> st.SearchStrategy[ReadingsFacts]:
    """Return a page of who has looked."""
    shown = st.lists(st.tuples(words, MOMENTS), max_size=LATEST).map(tuple)
    return st.builds(ReadingsFacts, shown, st.integers(0, 3), st.integers(0, 40))


@st.composite
def all_facts(draw: st.DrawFn) -> Facts:
    """Return facts for one person; a few strings stand for everything that was typed."""
    words = st.sampled_from(draw(st.lists(LONG, min_size=1, max_size=3)))
    known = draw(st.lists(sessions(words), max_size=2))
    return Facts(
        language=draw(st.sampled_from(Language)),
        now=draw(MOMENTS),
        name=draw(words),
        called=draw(words),
        first_name=draw(words),
        sharers=draw(st.just(()) | st.tuples(st.tuples(IDS, words), st.tuples(IDS, words))),
        discreet=draw(st.booleans()),
        municipality=draw(words),
        phone=draw(st.none() | words),
        caseworker=draw(st.none() | words),
        session=known[0] if known else None,
        sessions=tuple(known * draw(st.integers(0, 6))),
        following=known[-1] if known else None,
        about=draw(
            st.none()
            | absences(words)
            | placements.abouts(words, MOMENTS)
            | statuses.abouts(words, MOMENTS)
            | readings(words)
            | st.fixed_dictionaries(dict.fromkeys(Language, words)).map(EventFacts)
            | st.builds(
                ReminderFacts, st.sampled_from(ReminderKind), st.booleans(), st.none() | WORDS
            )
            | broadcasts.abouts(words, all_moments=MOMENTS)
            | staff_broadcasts.abouts(words, MOMENTS)
            | st.builds(
                CourseFacts,
                st.fixed_dictionaries(dict.fromkeys(Language, words)),
                st.booleans(),
                st.none() | MOMENTS,
                words,
                st.booleans(),
            )
            | st.builds(Matches, words, st.tuples(MATCHES), st.none() | st.integers(1, 99))
            | st.builds(Matches, words, st.tuples(MATCHES), st.integers(7, 99), start=st.just(6))
            | st.builds(Mistake, words, words)
            | st.builds(Names, st.dictionaries(st.integers(1, 2), words))
            | st.builds(Enclosure, words, st.sampled_from(MediaKind), st.just(OGG))
        ),
        added=draw(st.none() | st.builds(Added, words, st.sampled_from(Language))),
        listens=draw(st.booleans()),
    )


MATCHES = st.builds(Match, LONG, LONG, st.tuples(LONG))

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "session_id": IDS,
    "update_id": IDS,
    "task_id": IDS,
    "is_daily": st.booleans(),
    "console": st.just("https://brobygger.example/console"),
    "start": st.integers(0, 20),
    "end": st.integers(20, 40),
    "entered": st.just([[1, 1], [2, 5]]),
    "rule_id": st.none() | IDS,
    "broadcast_id": IDS,
    "edits": st.none() | IDS,
    "invitation_id": IDS,
    "tap": st.text("0123456789", min_size=1, max_size=20),
    "says": st.sampled_from([says.value for says in Says]),
    "tab": st.sampled_from([tab.value for tab in Tab]),
    "at": MOMENTS.map(datetime.isoformat),
    "on": MOMENTS.map(lambda moment: moment.date().isoformat()),
    "page": st.integers(0, 5),
    "week": MOMENTS.map(lambda moment: moment.date().isoformat()),
    "anew": st.booleans(),
    "pulse_id": IDS,
    "later": st.booleans(),
    "then": st.sampled_from(["", "see:7:week"]),
    "absence_id": IDS,
    "attachment_id": IDS,
    "chosen_day": st.none() | MOMENTS.map(lambda moment: moment.date().isoformat()),
    "chosen": st.none() | st.integers(0, 5),
    "placement_id": IDS,
    "slot_id": IDS,
    "nomination_id": IDS,
    "scope": st.sampled_from([scope.value for scope in Scope]),
    "asks": st.sampled_from([part.value for part in Part]),
    "message_id": IDS,
    "more": st.booleans(),
    "remaining": st.integers(0, 300),
    "shown": st.booleans(),
    "why": st.sampled_from([why.value for why in Objection]),
    "word": LONG,
    "achievement_id": IDS,
    "step": st.sampled_from([step.value for step in Step if step is not Step.SUMMARY]),
    "again": st.booleans(),
    "weeks": st.sampled_from(WEEKS),
    "answer": st.sampled_from([answer.value for answer in FollowUpAnswer]),
    "course_id": IDS,
    "writing_id": st.none() | IDS,
    "without": st.just([]),
    "group": st.sampled_from([GroupKind.CASELOAD.value, GroupKind.COURSE.value]),
    "number": IDS,
    "language": st.sampled_from([language.value for language in Language]),
    "is_chosen": st.booleans(),
    "is_kept": st.booleans(),
    "parts": st.booleans(),
    "count": st.integers(0, 100_000),
    "mark": st.text("0123456789abcdef", max_size=8),
    "came_to": st.sampled_from(["", "stopped", "kept"]),
    "refusal": st.sampled_from(["NobodyThere", "Refused", "gone"]),
    "values": st.just({}),
}


@st.composite
def notices(draw: st.DrawFn) -> Notice:
    """Return any notice that speaks for itself."""
    of_others = {Heard, Refresh, Uncovered, UncoveredFile}  # they have no words of their own
    kinds = [notice for notice in registry.NOTICES if notice not in of_others]
    kind = draw(st.sampled_from(kinds))
    values = VALUES
    if issubclass(kind, Question):
        values = VALUES | {"chosen": st.none() | st.sampled_from(kind.choices)}
    return kind.read({field.name: draw(values[field.name]) for field in fields(kind)})
