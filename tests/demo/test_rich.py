"""A message's text on the screen: its language, and its parts as HTML."""

import pytest

from bot.demo.botapi.entities import Entity
from bot.demo.phones import rich


@pytest.mark.parametrize(
    ("text", "reader", "lang"),
    [
        ("ጽባሕ CV", "ti", "ti"),
        ("غدًا", "ti", "ar"),
        ("Vi ses", "ar", "da"),
        ("See you", "en", "en"),
        ("14:00 ✅", "ar", "ar"),
    ],
)
def test_a_text_has_the_language_of_its_script(text: str, reader: str, lang: str) -> None:
    assert rich.language(text, reader) == lang


def test_parts_within_parts_are_built_inside_out() -> None:
    parts = [
        Entity("bold", 0, 5),
        Entity("italic", 2, 3),
        Entity("text_link", 6, 2, url="https://a.dk/?a&b"),
        Entity("text_link", 9, 1, url="javascript:x"),
        Entity("bot_command", 11, 5),
    ]
    assert rich.render("👋<&> AB c /help", parts, 7) == (
        "<b>👋<i>&lt;&amp;&gt;</i></b> "
        '<a href="https://a.dk/?a&amp;b" target="_blank" rel="noopener noreferrer">AB</a> c '
        '<button class="command" dir="ltr" form="commands-7" name="text" value="/help">/help</button>'
    )
