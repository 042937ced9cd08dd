"""Broadcasts as a member of staff may see them in their own chat."""

from datetime import datetime

from hypothesis import strategies as st

from bot.rules.progress import Progress
from bot.rules.variables import known
from bot.texts.staff.broadcasts import Asked, Choices, Coming, Whom, Words
from bot.texts.staff.previews import Prepared, Reader
from bot.texts.staff.progress import Underway
from bot.texts.staff.translations import Side
from storage.vocabulary import BroadcastState, Gap, GroupKind, Language, Reply, TranslationState

COUNTS = st.integers(0, 100_000)
IDS = st.integers(1, 2**31 - 1)


def abouts(
    words: st.SearchStrategy[str], moments: st.SearchStrategy[datetime]
) -> st.SearchStrategy[object]:
    """Return what any of its notices speaks of."""
    kinds = (GroupKind.CASELOAD, GroupKind.COURSE, GroupKind.MUNICIPALITY)
    whom = st.builds(Whom, st.sampled_from(kinds), st.none() | IDS, COUNTS, st.tuples(words, words))
    asked = st.builds(Asked, st.sampled_from(Reply), st.lists(words, max_size=4).map(tuple))
    listed = st.lists(st.tuples(IDS, words), max_size=3).map(tuple)
    sessions = st.lists(st.tuples(IDS, words, moments), max_size=5).map(tuple)
    states, gaps = st.sampled_from(TranslationState), st.none() | st.sampled_from(Gap)
    reader = st.builds(Reader, st.sampled_from(Language), COUNTS, states, gaps)
    return st.one_of(
        whom,
        asked,
        st.builds(Choices, st.lists(whom, max_size=6).map(tuple), listed),
        st.builds(Words, words, listed),
        st.builds(Coming, sessions, st.just(known())),
        st.builds(Side, COUNTS, words, words, states, gaps, st.booleans()),
        st.builds(
            Prepared,
            state=st.sampled_from(BroadcastState),
            to=whom,
            readers=st.lists(reader, max_size=4).map(tuple),
            unlinked=COUNTS,
            asked=asked,
            begins_at=moments,
            last_at=moments,
            is_planned=st.booleans(),
            approve_above=st.none() | COUNTS,
            mark=st.just("0123456789abcdef"),
        ),
        st.builds(
            Underway,
            text=words,
            state=st.sampled_from(BroadcastState),
            figures=st.builds(Progress, *[COUNTS] * 6),
            begins_at=st.none() | moments,
            is_withdrawn=st.booleans(),
            reply=st.sampled_from(Reply),
            own=st.lists(words, max_size=4).map(tuple),
            answers=st.dictionaries(st.integers(0, 3), COUNTS, max_size=3),
        ),
    )
