"""Texts that nobody should be able to break anything with: what people, and machines, can type."""

import random

SCRIPTS = (
    "ሰላምጽባሕ፡፣።",
    "مرحبًا، كيف؟ ١٢٣",
    "æøåÆØÅ é ß ﬀ",
    "שָׁלוֹם",
    "नमस्ते क्षि",
    "สวัสดี น้ำ",
    "한국어 각",
    "漢字 𠮷 𝕏",
    "Ελληνικά Кириллица",
)
EMOJI = ("👩‍👩‍👧‍👦", "🇩🇰🇪🇷", "👍🏽", "1️⃣", "☰", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿")
CONTROLS = (
    "\u202e",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\u200f",
    "\u200d",
    "\ufeff",
    "\u2028",
)
MARKUP = (
    "<b>",
    "</b>",
    "<a href='tg://user?id=1'>x</a>",
    "&lt;",
    "&amp;",
    "{name}",
    "{0}",
    "%s",
    "<!--",
    "*_`[",
    "]]>",
    "'\"",
)
LENGTH = 100_000
ENDLESS = (
    "x" * LENGTH,
    "ጽ" * LENGTH,
    "م" * LENGTH,
    "👩‍👩‍👧‍👦" * (LENGTH // 11),
    "e" + "\u0301" * LENGTH,
    "\u202e" * LENGTH,
    "<b>" * (LENGTH // 3),
    "&amp; " * (LENGTH // 6),
)
"""One letter for ever, one grapheme for ever, and nothing at all for ever."""


def texts(count: int, *, seed: int) -> list[str]:
    """Return so many texts of every sort, the endless ones among them, the same for a seed."""
    chance = random.Random(seed)
    alphabets = (*SCRIPTS, *(part for parts in (EMOJI, CONTROLS, MARKUP) for part in parts))
    mixed = ["".join(chance.choices(alphabets, k=chance.randint(1, 40))) for _ in range(count)]
    return [*ENDLESS, *mixed]
