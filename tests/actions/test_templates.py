"""Every municipality has the shipped templates once, as drafts that can be sent as they are."""

from bot.actions import templates
from bot.queries import writings
from bot.rules import variables, writings as rules
from bot.rules.writings import Draft
from storage.vocabulary import Language, TranslationState
from tests.support.cast import NOON, Stage


def test_shipped_templates_come_once_and_stay_put_away(here: Stage) -> None:
    templates.ship(here.database, NOON)
    first, *others = writings.shelf(here.database, here.staff("Mette")).templates
    templates.retire(here.database, first.id, cause=here.cause("Mette"))
    templates.ship(here.database, NOON)
    found = writings.shelf(here.database, here.staff("Mette"))
    assert [one.id for one in found.templates] == [one.id for one in others]
    assert [one.id for one in found.retired] == [first.id]
    theirs = writings.shelf(here.database, here.staff("Jonas")).templates
    assert {one.name for one in theirs} == {one.name for one in (first, *others)}


def test_a_shipped_template_can_be_sent_and_is_a_draft_in_each_language(here: Stage) -> None:
    templates.ship(here.database, NOON)
    for one in writings.shelf(here.database, here.staff("Mette")).templates:
        sides = one.written.sides
        rules.check({code: Draft(side.text, side.choices) for code, side in sides.items()})
        assert variables.longest(sides[Language.DANISH].text) <= rules.LONGEST_WITH_ENCLOSURE
        assert {sides[code].state for code in one.written.unreviewed} == {TranslationState.DRAFT}
        assert len(one.written.unreviewed) == len(Language) - 1
