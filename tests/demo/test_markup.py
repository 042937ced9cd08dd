"""Telegram's HTML, read as strictly as Telegram reads it."""

import html

import pytest
from hypothesis import given, strategies

from bot.demo.botapi import entities, markup
from bot.demo.botapi.entities import Entity
from bot.demo.botapi.errors import ApiError

SPANS = [
    ("b", "bold"),
    ("strong", "bold"),
    ("i", "italic"),
    ("em", "italic"),
    ("u", "underline"),
    ("ins", "underline"),
    ("s", "strikethrough"),
    ("strike", "strikethrough"),
    ("del", "strikethrough"),
    ("tg-spoiler", "spoiler"),
    ("code", "code"),
    ("pre", "pre"),
    ("blockquote", "blockquote"),
]
BROKEN = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b>x</b ", "Unclosed end tag at byte offset 4"),
    ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("ትም <br>", 'Unsupported start tag "br" at byte offset 7'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("1 <2", "Unclosed start tag at byte offset 2"),
    ("<!-- x -->", 'Unsupported start tag "!--" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
    ("<a href=a_b>y</a>", "Unexpected end of name token at byte offset 8"),
    ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=", "Unclosed start tag at byte offset 0"),
    (
        "&#xD800;",
        (
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        ),
    ),
]


@pytest.mark.parametrize(("tag", "kind"), SPANS)
def test_each_tag_marks_its_text(tag: str, kind: str) -> None:
    assert markup.parse(f"a<{tag}>bc</{tag}>") == ("abc", [Entity(kind, 1, 2)])


@pytest.mark.parametrize(("source", "complaint"), BROKEN)
def test_broken_markup_is_refused_as_telegram_refuses_it(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refusal:
        markup.parse(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_positions_count_utf16_units() -> None:
    assert markup.parse("👋<b>እወ👋</b>") == ("👋እወ👋", [Entity("bold", 2, 4)])


def test_references_stand_for_their_characters_and_others_stay() -> None:
    source = "&lt;&gt;&amp;&quot; &#233; &#x1F44B; &nbsp; &amp &#0; & &#99999999999;"
    assert markup.parse(source) == ('<>&" é 👋 &nbsp; & &#0; & &#99999999999;', [])


def test_a_link_needs_somewhere_to_lead() -> None:
    text, parts = markup.parse("<a href='https://a.dk/?x=1&amp;y=2'>her</a> <a href='x'>der</a>")
    assert text == "her der"
    assert parts == [Entity("text_link", 0, 3, url="https://a.dk/?x=1&y=2")]


def test_a_link_without_address_is_its_own_address() -> None:
    assert markup.parse("<a>https://a.dk</a>")[1] == [
        Entity("text_link", 0, 12, url="https://a.dk")
    ]


def test_code_in_pre_keeps_its_language_and_code_alone_forgets_it() -> None:
    source = '<pre><code class="language-py">x</code></pre><code class="language-py">y</code>'
    assert markup.parse(source)[1] == [Entity("pre", 0, 1, language="py"), Entity("code", 1, 1)]


def test_spoilers_and_long_quotes_have_a_second_spelling() -> None:
    source = '<span class="tg-spoiler">a</span><blockquote expandable>b</blockquote>'
    kinds = [part.type for part in markup.parse(source)[1]]
    assert kinds == ["spoiler", "expandable_blockquote"]


def test_empty_tags_mark_nothing() -> None:
    assert markup.parse("<b></b>x<i></i>") == ("x", [])


def test_the_enclosing_part_comes_first() -> None:
    kinds = [part.type for part in markup.parse("<b><i>x</i>y</b>")[1]]
    assert kinds == ["bold", "italic"]


@given(strategies.text(strategies.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_through_unchanged(text: str) -> None:
    assert markup.parse(html.escape(text)) == (text, [])


@given(strategies.text(alphabet="<>/bia&;\"'= #x👋ት\n-", max_size=40))
def test_any_source_is_read_or_refused_but_never_crashes(source: str) -> None:
    try:
        text, parts = markup.parse(source)
    except ApiError as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017
    else:
        assert all(part.end <= entities.utf16_length(text) for part in parts)


@given(strategies.text(alphabet="abአ👋 <&", max_size=12), strategies.integers(0, 12))
def test_html_written_from_parts_reads_back_the_same(text: str, start: int) -> None:
    units = entities.utf16_length(text[:start])
    size = entities.utf16_length(text) - units
    parts = [Entity("bold", units, size)] if size else []
    assert markup.parse(entities.to_html(text, parts)) == (text, parts)


def test_links_and_commands_are_found_outside_code() -> None:
    text = "/help me@a.dk https://a.dk/x. a/b <script></script> /help"
    found = entities.detect(text, [Entity("code", 52, 5)])
    marked = [(part.type, text[part.offset : part.end]) for part in found]
    assert marked == [
        ("bot_command", "/help"),
        ("email", "me@a.dk"),
        ("url", "https://a.dk/x"),
        ("code", "/help"),
    ]


def test_trimming_moves_the_parts_along() -> None:
    trimmed = entities.trim(" 👋x ", [Entity("bold", 0, 3), Entity("italic", 4, 1)])
    assert trimmed == ("👋x", [Entity("bold", 0, 2)])
