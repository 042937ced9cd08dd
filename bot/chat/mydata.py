"""The buttons of "My data" and of covered messages."""

from collections.abc import Callable
from functools import partial

from bot.actions import discretion, mydata
from bot.actions.turns import Act
from bot.chat.data import number


def _see(page: str) -> Act:
    return partial(mydata.see, page=number(page))


def _readers(page: str) -> Act:
    return partial(mydata.see_readers, page=number(page))


def _show(row: str, *, in_full: bool) -> Act:
    return partial(discretion.show, row_id=number(row), in_full=in_full)


def _discreet(wish: str) -> Act:
    return partial(discretion.choose, is_discreet=bool(number(wish)))


VERBS: dict[str, Callable[..., Act]] = {
    "mydata": _see,
    "name": lambda: mydata.ask_name,
    "name_keep": lambda: mydata.keep_name,
    "name_reset": lambda: mydata.reset_name,
    "fetch": lambda: mydata.fetch,
    "readers": _readers,
    "discreet": _discreet,
    "hide_all": lambda: discretion.hide_all,
    "details": partial(_show, in_full=True),
    "cover": partial(_show, in_full=False),
    "ask_erase": lambda: mydata.ask_erase,
    "erase": lambda: mydata.erase,
    "erase_keep": lambda: mydata.keep,
}
"""What the data of a button begins with."""
