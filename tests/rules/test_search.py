"""What is asked holds of somebody, or not, in plain Python; a mistake is told where it stands."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.queries.search import parsing
from bot.rules.search import catalogue, evaluate, refused
from bot.rules.search.facts import OutcomeFacts, PersonFacts
from bot.rules.search.field import Named
from bot.rules.search.house import House, Name
from bot.rules.search.nearest import nearest
from bot.rules.search.refused import BadQuery
from bot.rules.search.rounding import rounded
from bot.rules.search.tree import Duration, Ids, terms
from bot.texts.staff import StaffVoice, search_help
from storage.vocabulary import ClaimState, Language, OutcomeKind

TODAY = date(2026, 11, 23)
HOUSE = House(
    {
        Named.COURSE: (Name(1, ("Bus", "BUS-1")), Name(2, ("Busser i Randers", "BUS-2"))),
        Named.STAFF: (Name(7, ("Mette Holm", "mette@randers.dk")),),
    },
    me=7,
)
SELAM = PersonFacts(
    id=1,
    reference="RAN-101",
    name="Selam Tesfay",
    municipality_id=1,
    language=Language.TIGRINYA,
    caseworker_id=7,
    missed=(date(2026, 10, 24), date(2026, 10, 25), date(2026, 11, 23)),
    heard_on=date(2026, 11, 9),
    outcomes=(
        OutcomeFacts(OutcomeKind.JOB, ClaimState.CONFIRMED, starts_on=date(2026, 10, 1)),
        OutcomeFacts(OutcomeKind.EDUCATION, ClaimState.CLAIMED, starts_on=date(2027, 1, 4)),
    ),
)


def holds(text: str, facts: PersonFacts = SELAM) -> bool:
    return evaluate.matches(parsing.parse(text, house=HOUSE, today=TODAY), facts, TODAY)


def those_that_hold(*texts: str, facts: PersonFacts = SELAM) -> list[str]:
    return [text for text in texts if holds(text, facts)]


def test_a_period_is_counted_with_today_as_its_last_day() -> None:
    right = ["fravær:1/1d", "fravær:1/29 dage", "fravær:2/30d", "fravær:3/31 days"]
    right += ["fravær:3/2mdr", "absence>2", "absence:1/4 weeks"]
    assert those_that_hold(*right, "absence>2/4u", "fravær>3") == right


def test_a_time_is_how_long_ago_something_was() -> None:
    right = ["kontakt=14d", "kontakt<=2u", "kontakt<15 dage", 'kontakt<"10. november"']
    right += ["kontakt>=9.11.2026"]
    wrong = ["kontakt<14d", "kontakt>14d", "kontakt>9-11-26"]
    assert those_that_hold(*right, *wrong) == right
    never = replace(SELAM, heard_on=None)
    texts = ("tavs>10 år", "kontakt:ingen", "kontakt>14d", "kontakt<14d", "tavs<14d")
    assert those_that_hold(*texts, facts=never) == list(texts[:2])
    assert Duration(months=1).before(date(2027, 3, 31)) == date(2027, 2, 28)
    assert Duration(months=14).after(date(2026, 12, 31)) == date(2028, 2, 29)


def test_what_stands_together_is_asked_of_one_thing() -> None:
    right = ["udfald:job start<1/12/2026", "outcome:education starts>today", "udfald!=igu"]
    right += [
        "udfald:job udfald:uddannelse start>i dag",
        "udfald:job ikke (udfald:job start>i dag)",
    ]
    wrong = [
        "udfald:job start>1/12/2026",
        "start>i dag (udfald:job)",
        "udfald!=job",
        "udfald:ingen",
    ]
    assert those_that_hold(*right, *wrong) == right


def test_a_name_is_found_whole_before_it_is_found_in_others() -> None:
    def meant(text: str) -> list[int]:
        (term,) = terms(parsing.parse(text, house=HOUSE, today=TODAY))
        assert isinstance(term.value, Ids)
        return sorted(term.value.ids)

    assert (meant("hold:BUS"), meant("hold:bus-"), meant("hold~bus")) == ([1], [1, 2], [1, 2])
    right = ["sagsbehandler:mig", "caseworker~holm", "caseworker:mette"]
    assert those_that_hold(*right) == right


WRONG = {
    "sprogg:ti": (refused.UnknownFieldNear, 0, 6),
    "sprog:ti xyzzy:1": (refused.UnknownField, 9, 5),
    "sprog:tigrinja": (refused.UnknownValueNear, 6, 8),
    "hold:Q": (refused.UnknownValue, 5, 1),
    "sprog < ti": (refused.OperatorDoesNotFit, 6, 1),
    "start>31/2/2026": (refused.NoSuchDay, 6, 9),
    'start>"29. februar 2027"': (refused.NoSuchDay, 6, 18),
    "kontakt<14": (refused.NotADay, 8, 2),
    "kontakt<99999d": (refused.TooFarAway, 8, 6),
    "start>1/1/1066": (refused.TooFarAway, 6, 8),
    "checkin>to": (refused.NotANumberHere, 8, 2),
    "checkin>2/30d": (refused.NoPeriod, 8, 5),
    "fravær>2/uger": (refused.NotAPeriod, 7, 6),
    "timer<20/30d": (refused.OnlyByTheWeek, 6, 6),
    "dansk>DU4": (refused.NotALevel, 6, 3),
    "fravær>": (refused.ValueMissing, 7, 1),
    "sprog:ti :ar": (refused.FieldMissing, 9, 1),
    "sprog:ti og": (refused.PartMissing, 11, 1),
    "og sprog:ti": (refused.PartMissing, 0, 2),
    "()": (refused.PartMissing, 1, 1),
    "a)": (refused.BracketNeverOpened, 1, 1),
    "a (b (c)": (refused.BracketNeverClosed, 2, 1),
    'navn:"Selam': (refused.QuoteNeverClosed, 5, 1),
    "hej!": (refused.NotUnderstood, 3, 1),
    "(" * 10_000: (refused.QueryTooLong, 1000, 1),
    "(" * 30 + ")" * 30: (refused.QueryTooDeep, 20, 1),
    "a " * 101: (refused.TooManyTerms, 200, 1),
}


def test_a_mistake_is_told_with_its_place() -> None:
    found = {}
    for text in WRONG:
        with pytest.raises(BadQuery) as caught:
            holds(text)
        found[text] = (type(caught.value), caught.value.at, caught.value.length)
        assert "{" not in str(caught.value)
    assert found == WRONG
    with pytest.raises(refused.NobodyIsMe):
        parsing.parse("sagsbehandler:mig", house=House(), today=TODAY)


def test_whatever_is_typed_is_answered_at_once() -> None:
    texts = ["x" * 10_000, "(" * 10_000, "ikke " * 199 + "a", '"' * 999, "a:" * 500, "og " * 333]
    for text in (*texts, "\x00\ud800'; --", "fravær>1 " * 100, "(" * 20 + "a" + ")" * 20):
        began = time.thread_time()
        try:
            holds(text)
        except BadQuery as why:
            found = why
        else:
            continue
        assert time.thread_time() - began < 0.1, found


def test_a_number_without_names_is_too_rough_to_tell_of_one_person() -> None:
    shown = [rounded(number) for number in (0, 1, 4, 5, 7, 8, 12, 13)]
    assert shown == [None, None, None, 5, 5, 10, 10, 15]


def test_no_two_fields_have_a_name_in_common_and_each_is_explained() -> None:
    names = [name.lower() for field in catalogue.FIELDS for name in field.names]
    assert sorted(names) == sorted(set(names))
    assert set(catalogue.KEYWORDS).isdisjoint(names)
    for language in (Language.DANISH, Language.ENGLISH):
        helps = search_help.sentences(StaffVoice(language))
        assert helps.keys() == {field.key for field in catalogue.FIELDS}
    for field in catalogue.FIELDS:
        words = [name.lower() for word in field.values for name in word.names]
        by_key = {(name.lower(), word.key) for word in field.values for name in word.names}
        assert len({name for name, _ in by_key}) == len(by_key), (field.key, words)


def test_the_nearest_name_is_meant() -> None:
    assert nearest("fravaer", catalogue.BY_NAME) == "fravær"
    assert nearest("sag", catalogue.BY_NAME) == "sagsnr"
    assert nearest("xyzzy", catalogue.BY_NAME) is None


def test_the_page_about_queries_has_every_field_and_what_it_means() -> None:
    page = (Path(__file__).parents[2] / "docs" / "queries.md").read_text("utf-8")
    missing = [
        name for field in catalogue.FIELDS for name in field.names if f"`{name}`" not in page
    ]
    for language in (Language.DANISH, Language.ENGLISH):
        said = search_help.sentences(StaffVoice(language)).values()
        missing += [sentence for sentence in said if sentence not in page]
    assert missing == []
