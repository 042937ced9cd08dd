"""Check-ins and pulses as they can stand."""

from datetime import datetime

from hypothesis import strategies as st

from bot.texts.pulses import SHIPPED, PulseFacts
from bot.texts.statuses import CheckInFacts
from storage.vocabulary import Stage, Wish


def abouts(
    words: st.SearchStrategy[str], moments: st.SearchStrategy[datetime]
) -> st.SearchStrategy[object]:
    """Return a check-in, or a pulse with shipped questions or one that staff have worded."""
    return _check_ins(moments) | _pulses(words)


def _check_ins(moments: st.SearchStrategy[datetime]) -> st.SearchStrategy[CheckInFacts]:
    return st.builds(
        CheckInFacts,
        stage=st.none() | st.sampled_from(Stage),
        score=st.none() | st.integers(1, 5),
        wishes=st.lists(st.sampled_from(Wish), max_size=1).map(tuple),
        answered_at=st.none() | moments,
        counts=st.booleans(),
        paused_until=st.none() | moments,
        pulse_id=st.none() | st.integers(1, 2**31 - 1),
    )


def _pulses(words: st.SearchStrategy[str]) -> st.SearchStrategy[PulseFacts]:
    return st.builds(
        PulseFacts,
        size=st.integers(1, 12),
        index=st.none() | st.integers(0, 11),
        key=st.sampled_from([*SHIPPED, "own"]),
        text=st.none() | words,
        counts=st.booleans(),
    )
