"""Never more than four choices at a time, and every one of them can be reached."""

import pytest

from bot.texts import pages
from bot.texts.message import Button
from bot.texts.say import Voice
from storage.vocabulary import Language


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 7, 13])
def test_who_leafs_on_sees_every_choice_once_and_then_the_first_again(count: int) -> None:
    choices = [Button(str(number), f"choose:{number}") for number in range(count)]
    seen: list[Button] = []
    page = 0
    while True:
        shown = [
            one
            for row in pages.paged(Voice(Language.DANISH), choices, page, "on:{page}")
            for one in row
        ]
        assert len(shown) <= pages.MOST
        seen += [one for one in shown if one in choices]
        ways = [one for one in shown if one not in choices]
        page = int(ways[0].data.removeprefix("on:")) if ways else 0
        if page == 0:
            break
    assert seen == choices
