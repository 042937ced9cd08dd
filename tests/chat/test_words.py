"""Whatever is written or tapped, nobody's chat breaks."""

from collections import Counter
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from bot.actions import mydata
from bot.actions.turns import Said, Turn
from bot.chat import taps, words
from bot.texts import spoken
from storage.database import Database
from storage.vocabulary import Language
from tests.actions.joined import join
from tests.support.school import School
from tests.texts.strategies import EVIL, WORDS

NUMBER = count(1000)
many = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PARTS = "come miss why see map seen tab lang agree stop languages 1 0 -1 9999999999 ١ week work xx"
DATA = st.one_of(
    st.text(max_size=64),
    st.lists(st.sampled_from(["", *PARTS.split()]), max_size=5).map(":".join),
)


@pytest.fixture
def school(sqlite: Database) -> School:
    found = School(sqlite)
    join(found, "Selam", Language.ENGLISH)
    return found


@many
@example("/start " + "A" * 100_000)
@example("\u202e/stop\u2069" * 10_000)
@example("1" * 100_000)
@example("/")
@example("٣" * 5)
@given(st.one_of(st.text(), WORDS, EVIL, st.text().map(lambda words: f"/{words}")))
def test_whatever_is_written_is_answered(school: School, text: str) -> None:
    before = len(school.owed())
    words.do(text, school.desk, Turn(next(NUMBER), 900))
    assert len(school.owed()) > before


@many
@given(DATA)
def test_whatever_comes_back_from_a_button_is_answered(school: School, data: str) -> None:
    before = len(school.owed())
    taps.read(data)(school.desk, Turn(next(NUMBER), 900, tap="1", message_id=2))
    toasts = [row for row in school.owed()[before:] if row.kind == "toast"]
    assert len(toasts) == 1


def test_no_two_buttons_share_a_verb() -> None:
    verbs = Counter(verb for part in taps.PARTS for verb in part)
    assert [verb for verb, number in verbs.items() if number > 1] == []


def test_every_word_of_a_button_stands_for_a_button_that_does_something() -> None:
    verbs = {data.partition(":")[0] for found in spoken.buttons().values() for data in found}
    assert verbs <= taps._VERBS.keys()


@pytest.mark.parametrize(
    ("typed", "opened"), [("1", "schedule"), ("٢", "absence_day"), ("፬", "more")]
)
def test_a_number_means_a_key_below_the_chat_where_no_button_has_it(
    school: School, typed: str, opened: str
) -> None:
    words.do(typed, school.desk, Turn(next(NUMBER), 900))
    assert school.owed()[-1].kind == opened


def test_what_is_written_after_something_else_is_no_name(school: School) -> None:
    mydata.ask_name(school.desk, school.turn("Selam"))
    for written in ("/schedule", "I come later today"):
        words.do(written, school.desk, replace(school.turn("Selam"), said=Said(written)))
    assert school.owed()[-1].kind == "message_offer"
