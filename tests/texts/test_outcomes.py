"""Whatever somebody has found is said whole, in every language."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.demo.botapi import markup
from bot.rules.outcomes import MOST_HOURS, Step, Told
from bot.texts import discretion
from bot.texts.claims import AskGoOn, AskKind, AskPart, AskStep, AskToSend
from bot.texts.facts import Facts
from bot.texts.follow_ups import AskFollowUp
from bot.texts.message import Text
from bot.texts.notices import Notice
from bot.texts.outcomes import OutcomeCard, OutcomeDecided, OutcomeFacts, Outcomes, OutcomesFacts
from bot.texts.say import Voice
from storage.vocabulary import ClaimState, FollowUpAnswer, Language, OutcomeKind, Terms
from tests.texts.strategies import IDS, LONG, MOMENTS
from tests.texts.test_messages import is_balanced, thorough, units

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
FOUND = st.builds(
    OutcomeFacts,
    id=IDS,
    state=st.sampled_from(ClaimState),
    told=st.builds(
        Told,
        kind=st.sampled_from(OutcomeKind),
        employer=LONG,
        terms=st.none() | st.sampled_from(Terms),
        hours=st.none() | st.integers(1, 4 * MOST_HOURS).map(lambda quarters: quarters / 4),
        starts_on=st.none() | st.dates(date(2026, 1, 1), date(2028, 12, 31)),
        ends_on=st.none() | st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    ),
)
CHOSEN = {kind: st.none() | st.sampled_from(kind.choices) for kind in (AskToSend, AskPart, AskGoOn)}
ABOUT_ONE = st.one_of(
    st.builds(OutcomeCard, IDS),
    st.builds(OutcomeDecided, IDS),
    st.builds(
        AskStep,
        IDS,
        st.sampled_from([step.value for step in Step if step is not Step.SUMMARY]),
        again=st.booleans(),
        chosen=st.none() | st.sampled_from(AskStep.choices),
    ),
    *(st.builds(kind, IDS, chosen=chosen) for kind, chosen in CHOSEN.items()),
    st.builds(
        AskFollowUp,
        IDS,
        st.just(4),
        chosen=st.none() | st.sampled_from([answer.value for answer in FollowUpAnswer]),
    ),
)
NOTICES = st.tuples(ABOUT_ONE, FOUND) | st.tuples(
    st.just(Outcomes()),
    st.lists(FOUND, max_size=5, unique_by=lambda found: found.id).map(tuple).map(OutcomesFacts),
)

SEEN_BY = st.builds(Facts, language=st.sampled_from(Language), now=MOMENTS)


def said(notice: Notice, about: object, now: Facts) -> Text:
    text = notice.say(Voice(now.language), replace(now, about=about))
    assert isinstance(text, Text)
    return text


@thorough
@given(NOTICES, SEEN_BY)
def test_every_message_is_whole_and_offers_at_most_four_choices(
    what: tuple[Notice, object], now: Facts
) -> None:
    text = said(*what, now)
    shown, _ = markup.parse(str(text.html))
    assert shown.strip()
    assert units(shown) <= 4096
    assert is_balanced(shown)
    buttons = [one for row in text.buttons for one in row]
    assert len(buttons) <= 4
    assert all(one.label.strip() and len(one.data.encode()) <= 64 for one in buttons)
    assert len({one.data for one in buttons}) == len(buttons)


@pytest.mark.parametrize("language", Language)
def test_the_danish_name_of_igu_stands_in_every_language(language: Language) -> None:
    now = Facts(language=language, now=NOON)
    labels = [one.label for row in said(AskKind(), None, now).buttons for one in row]
    assert any("integrationsgrunduddannelse" in label for label in labels)


def test_the_days_to_begin_on_are_offered_in_their_order() -> None:
    end_of_month = Facts(language=Language.DANISH, now=datetime(2026, 11, 30, 11, tzinfo=UTC))
    draft = OutcomeFacts(1, ClaimState.DRAFT, Told(OutcomeKind.JOB))
    rows = said(AskStep(1, Step.STARTS), draft, end_of_month).buttons
    offered = [one.data.split(":")[1] for row in rows for one in row]
    assert offered == ["2026-11-30", "2026-12-01", "2026-12-07", "other"]


@pytest.mark.parametrize("notice", [AskFollowUp(1, 4), OutcomeDecided(1)])
def test_with_discretion_nothing_of_our_own_accord_names_the_company(notice: Notice) -> None:
    told = Told(OutcomeKind.JOB, employer="Føtex", starts_on=date(2026, 12, 1))
    found = OutcomeFacts(1, ClaimState.CONFIRMED, told)
    here = Facts(language=Language.DANISH, now=NOON)
    in_full = said(notice, found, here)
    covered = discretion.covered(Voice(Language.DANISH), notice, here, 1, in_full)
    assert "Føtex" in str(in_full.html)
    assert isinstance(covered, Text)
    assert "Føtex" not in str(covered.html)
    assert covered.buttons


@pytest.mark.parametrize("state", [ClaimState.CLAIMED, ClaimState.CONFIRMED])
@pytest.mark.parametrize("kind", [OutcomeKind.IGU, OutcomeKind.JOB])
def test_nobody_is_congratulated_on_what_is_over(kind: OutcomeKind, state: ClaimState) -> None:
    here, today = Facts(language=Language.ENGLISH, now=NOON), NOON.date()
    told = Told(kind, employer="Arla", starts_on=date(2026, 9, 1))
    days = {None: True, today: True, today - timedelta(days=1): False}
    for ends_on, is_joy in days.items():
        found = OutcomeFacts(1, state, replace(told, ends_on=ends_on))
        html = str(said(OutcomeDecided(1), found, here).html)
        assert ("Congratulations" in html, "Arla" in html) == (is_joy, True)
