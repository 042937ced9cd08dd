"""Names: what people want to be called, and how those who share a phone are told apart."""

from collections.abc import Mapping

import regex

from bot.texts.say import plain

LONGEST = 60
"""Graphemes of a name."""
WIDEST = 240
"""Code points of a name: a grapheme can be made of very many."""


def clean(text: str) -> str:
    """Return a written name on one line, cut between graphemes; empty when there is none."""
    kept: list[str] = []
    room = WIDEST
    for grapheme in regex.findall(r"\X", plain(text[: 4 * WIDEST]))[:LONGEST]:
        room -= len(grapheme)
        if room < 0:
            break
        kept.append(grapheme)
    return "".join(kept).strip()


def first_names(names: Mapping[int, str]) -> dict[int, str]:
    """Return the first name of each; where two are the same, with the initial of the second."""
    parts = {number: plain(name).split() or ["?"] for number, name in names.items()}
    firsts = [found[0].casefold() for found in parts.values()]
    return {
        number: _with_initial(found) if firsts.count(found[0].casefold()) > 1 else found[0]
        for number, found in parts.items()
    }


def _with_initial(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    initial, *_ = regex.findall(r"\X", parts[1])
    return f"{parts[0]} {initial}."
