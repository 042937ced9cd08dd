"""What staff have written arrives filled in, whole, and in its own direction."""

from dataclasses import replace

import pytest

from bot.rules import sentences
from bot.rules.sentences import LONGEST, SentenceTooLong
from bot.rules.variables import Variable
from bot.texts import added, writings
from bot.texts.facts import Added, Facts, SessionFacts
from bot.texts.say import FIRST_STRONG_ISOLATE as IN, POP_ISOLATE as OUT, RIGHT_TO_LEFT_MARK, Voice
from storage.vocabulary import Language, SessionKind
from tests.support.founding import NOW

SESSION = SessionFacts(
    id=1,
    kind=SessionKind.WORKSHOP,
    titles={Language.DANISH: "CV-værksted", Language.ARABIC: "ورشة السيرة الذاتية"},
    starts_at=NOW,
    ends_at=NOW,
    place="Jobcenter <Randers>",
    address="",
    latitude=None,
    longitude=None,
    bring="",
    cancelled=False,
)
AMAL = Facts(Language.ARABIC, NOW, name="Amal Hassan", called="Amal", session=SESSION)


def test_it_is_said_with_its_lines_and_values_in_the_language_that_it_is_in() -> None:
    text = "أهلًا {name}\r\n\n\n<b>CV</b> {session} & {place}\n"
    said = writings.rendered(Voice(Language.ARABIC), AMAL, text)
    first, gap, last = said.split("\n")
    assert first == f"{RIGHT_TO_LEFT_MARK}أهلًا {IN}Amal{OUT}"
    assert gap == ""
    assert last == (
        f"{RIGHT_TO_LEFT_MARK}&lt;b&gt;CV&lt;/b&gt; {IN}ورشة السيرة الذاتية{OUT}"
        f" &amp; {IN}Jobcenter &lt;Randers&gt;{OUT}"
    )
    danish = writings.rendered(Voice(Language.DANISH), AMAL, "{session} {day} kl. {time}")
    assert danish == f"{IN}CV-værksted{OUT} {IN}mandag 23/11{OUT} kl. {IN}09:00{OUT}"


def test_what_is_not_known_is_named_beforehand_and_leaves_a_dash() -> None:
    text = "{name}: {caseworker}, {place}"
    nowhere = replace(AMAL, session=None)
    assert writings.lacking(AMAL, text) == {Variable.CASEWORKER}
    assert writings.lacking(nowhere, text) == {Variable.CASEWORKER, Variable.PLACE}
    said = writings.rendered(Voice(Language.ENGLISH), nowhere, text)
    assert said == f"{IN}Amal{OUT}: {IN}–{OUT}, {IN}–{OUT}"


def test_an_added_sentence_is_said_whole_or_refused() -> None:
    longest = "🚌" * (LONGEST // 2)
    kept = sentences.read({Language.DANISH: longest})
    assert kept is not None
    facts = replace(AMAL, added=Added(kept.texts[Language.DANISH], Language.DANISH))
    assert longest in added.sentence(Voice(Language.ARABIC), facts)[0]
    with pytest.raises(SentenceTooLong):
        sentences.read({Language.DANISH: longest + "."})
