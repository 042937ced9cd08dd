"""Broadcasts as staff may have written them."""

from datetime import datetime

from hypothesis import strategies as st

from bot.texts.broadcasts import Sent
from storage.vocabulary import Language, Reply


def abouts(
    words: st.SearchStrategy[str], all_moments: st.SearchStrategy[datetime]
) -> st.SearchStrategy[Sent]:
    """Return what one person gets."""
    return st.builds(
        Sent,
        text=words.map(lambda text: text[:1000]),
        language=st.sampled_from(Language),
        reply=st.sampled_from(Reply),
        choices=st.lists(words, max_size=4).map(tuple),
        chosen=st.none() | st.integers(0, 5),
        started_at=st.none() | all_moments,
        instead=st.booleans(),
        is_correction=st.booleans(),
        is_withdrawn=st.booleans(),
    )
