"""What messages about placements speak of, in any words."""

from datetime import date, datetime, time

from hypothesis import strategies as st

from bot.texts.nominations import NominationFacts
from bot.texts.placements import Named, Overview, PlacementFacts, Wish
from bot.texts.slots import SlotFacts
from bot.texts.work import Work
from storage.vocabulary import ClaimState, InterestState, Language

IDS = st.integers(1, 2**31 - 1)
DATES = st.dates(date(2026, 1, 1), date(2029, 1, 1))
CLOCKS = st.times(time(0), time(23, 59))


@st.composite
def works(draw: st.DrawFn, words: st.SearchStrategy[str]) -> Work:
    """Return work at a company as staff may have entered it."""
    return Work(
        trades={language: draw(words) for language in Language},
        company=draw(words),
        address=draw(words),
        weekdays="".join(sorted(draw(st.sets(st.sampled_from("0123456"), min_size=1)))),
        starts=draw(CLOCKS),
        ends=draw(CLOCKS),
        from_on=draw(DATES),
        until_on=draw(DATES),
    )


@st.composite
def abouts(
    draw: st.DrawFn, words: st.SearchStrategy[str], moments: st.SearchStrategy[datetime]
) -> object:
    """Return any of the facts that notices about placements are given."""
    work, number = draw(works(words)), draw(IDS)
    placement = PlacementFacts(
        number,
        work,
        contact=draw(words),
        next_at=draw(st.none() | moments),
        is_ended=draw(st.booleans()),
        is_seen=draw(st.booleans()),
    )
    slot = SlotFacts(
        number,
        work,
        level=draw(st.integers(0, 3)),
        is_open=draw(st.booleans()),
        state=draw(st.none() | st.sampled_from(InterestState)),
        earlier=draw(st.none() | IDS),
        later=draw(st.none() | IDS),
    )
    claim = draw(st.sampled_from(ClaimState))
    overview = Overview(
        placements=(placement,) * draw(st.integers(0, 6)),
        wishes=(Wish(work, draw(st.sampled_from(InterestState))),) * draw(st.integers(0, 6)),
        named=(Named(draw(words), claim),) * draw(st.integers(0, 6)),
        open_slots=draw(st.integers(0, 20)),
    )
    named = NominationFacts(draw(words), draw(words), draw(words), claim)
    return draw(st.sampled_from([placement, slot, overview, named]))
