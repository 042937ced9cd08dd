"""At most four choices at a time: with more of them the last one leads on, and at the end back."""

from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup

from bot.texts import icons
from bot.texts.message import Button, Buttons, button
from bot.texts.say import Voice

MOST = 4

T = TypeVar("T")


def page_of(choices: Sequence[T], page: int) -> tuple[Sequence[T], int | None]:
    """Return the choices of a page, and to which page the last one leads on, if to any."""
    if len(choices) <= MOST:
        return choices, None
    size = MOST - 1
    pages = -(-len(choices) // size)
    start = page % pages * size
    return choices[start : start + size], (page + 1) % pages


def paged(voice: Voice, choices: Sequence[Button], page: int, onward: str) -> Buttons:
    """Return a page of choices, each on a line of its own; `onward` names the next one `{page}`."""
    shown, following = page_of(choices, page)
    if following is None:
        return tuple((choice,) for choice in shown)
    leads_on = onward.format(page=following)
    if following:
        last = button(icons.LATER, voice.label("More"), leads_on)
    else:
        last = button(icons.BACK, voice.label("Back"), leads_on)
    return tuple((choice,) for choice in (*shown, last))


def counted(voice: Voice, number: int, count: int) -> Markup:
    """Return which of how many this is, so that nobody hears a date in it."""
    return voice.say("{number} of {count}", number=number, count=count)
