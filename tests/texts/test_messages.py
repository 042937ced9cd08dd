"""Whatever staff have typed, what arrives on a phone is whole."""

import html
import json
import re
from itertools import chain

import regex
from hypothesis import HealthCheck, given, settings, strategies as st

from bot.demo.botapi import markup
from bot.rules.time import COPENHAGEN
from bot.texts import discretion, listening, registry, sharing
from bot.texts.broadcasts import BroadcastNotice
from bot.texts.facts import Facts
from bot.texts.icons import FACES
from bot.texts.message import (
    Document,
    Message,
    Picture,
    Removed,
    Speech,
    Spoken,
    Text,
    Toast,
    Venue,
)
from bot.texts.notices import Notice
from bot.texts.say import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolate, plain, shorten
from bot.texts.staff.daily import StaffDaily
from bot.texts.staff.forwarded import Enclosed
from bot.texts.staff.previews import Sample
from bot.texts.staff.progress import StaffProgress
from bot.texts.staff.proof import AskProof
from bot.texts.staff.searches import SearchNews
from tests.support import hostile
from tests.texts.strategies import LONG, all_facts, notices

MARKS = {"a", "b", "code", "i", "u"}
"""What Telegram shows as more than letters; our own words only, for values are escaped."""
LONGEST_MESSAGE = 4096
LONGEST_DATA = 64
LONGEST_TOAST = 200
LONGEST_CAPTION = 1024

SILENT_ALONE = (
    AskProof,
    BroadcastNotice,
    Enclosed,
    Sample,
    SearchNews,
    StaffDaily,
    StaffProgress,
)
"""What says nothing when what it is about is not there."""

thorough = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def is_balanced(text: str) -> bool:
    """Tell whether each isolate that opens is closed on its own line."""
    for line in text.split("\n"):
        depth = 0
        for letter in line:
            depth += {FIRST_STRONG_ISOLATE: 1, POP_ISOLATE: -1}.get(letter, 0)
            if depth < 0:
                return False
        if depth:
            return False
    return True


def say(notice: Notice, facts: Facts) -> Message | None:
    voice = notice.voice(facts.language)
    words = notice.say(voice, facts)
    if words is None:
        return None
    said = listening.offered(voice, notice, words, facts)
    if facts.discreet:
        said = discretion.covered(voice, notice, facts, 1, said)
    return sharing.named(voice, facts, said)


@thorough
@given(notices(), all_facts())
def test_telegram_takes_every_message_and_no_value_reorders_its_lines(
    notice: Notice, facts: Facts
) -> None:
    match say(notice, facts):
        case Text() as text:
            _check_is_taken(text)
            shown = html.unescape(re.sub(r"</?\w+[^>]*>", "", str(text.html)))
            assert is_balanced(shown)
            assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067") & set(shown)
        case Venue() as venue:
            assert venue.title is not None
        case Toast() as toast:
            assert len(toast.text) <= LONGEST_TOAST
        case Document() | Spoken() | Picture() as file:
            assert file.content
            assert units(markup.parse(str(file.caption or ""))[0]) <= LONGEST_CAPTION
        case Removed() as removed:
            assert removed.message_id
        case Speech() as speech:
            assert speech.words.strip()
        case None:
            assert isinstance(notice, SILENT_ALONE)


def _check_is_taken(text: Text) -> None:
    shown, _ = markup.parse(str(text.html))
    assert shown.strip()
    assert units(shown) <= LONGEST_MESSAGE
    assert set(re.findall(r"</?(\w+)", str(text.html))) <= MARKS
    for button in chain.from_iterable(text.buttons):
        assert button.label.strip()
        assert 0 < len(button.data.encode()) <= LONGEST_DATA
    assert all(0 < len(row) <= len(FACES) for row in text.buttons)


@given(notices())
def test_a_notice_survives_the_outbox(notice: Notice) -> None:
    kept = json.loads(json.dumps(notice.params()))
    assert registry.read(notice.kind, kept) == notice


@given(LONG)
def test_a_value_is_one_line_between_isolates(value: str) -> None:
    inside = str(isolate(value))[1:-1]
    assert "\n" not in inside
    assert not {FIRST_STRONG_ISOLATE, POP_ISOLATE} & set(inside)
    assert html.unescape(inside) == plain(value)
    inside.encode()


@given(st.one_of(LONG, st.sampled_from(hostile.ENDLESS)), st.integers(10, 100))
def test_a_long_value_is_cut_to_its_limit_between_graphemes(value: str, limit: int) -> None:
    short, whole = shorten(value, limit), plain(value)
    assert units(short) <= limit
    if short != whole:
        assert short.endswith("…")
        kept = regex.findall(r"\X", short[:-1])
        assert kept == regex.findall(r"\X", whole[: limit * 4])[: len(kept)] or not kept


@thorough
@given(all_facts())
def test_only_the_time_as_it_is_now_is_named_after_a_move(facts: Facts) -> None:
    said = say(registry.read("session_moved", {"session_id": 1}), facts)
    session = facts.session
    if session is None or session.cancelled or session.answered_at or not isinstance(said, Text):
        return
    clocks = set(
        re.findall(r"\b\d\d:\d\d\b", re.sub(r"(?m)^\W*[🎓🏭🚪👥📍🏠👪].*$", "", str(said.html)))
    )
    local = (session.starts_at, *(() if facts.discreet else (session.ends_at,)))
    assert clocks == {f"{moment.astimezone(COPENHAGEN):%H:%M}" for moment in local}
