"""All notices by their kind."""

from typing import Any

from bot.texts.changes import Refresh, SessionCancelled, SessionMoved
from bot.texts.notices import Notice
from bot.texts.reminders import Reminder

NOTICES: tuple[type[Notice], ...] = (
    Refresh,
    Reminder,
    SessionCancelled,
    SessionMoved,
)

_BY_KIND = {notice.kind: notice for notice in NOTICES}


class UnknownNotice(LookupError):  # noqa: N818  # named after what it is
    """The outbox holds a notice that this version of the software cannot say."""


def read(kind: str, params: dict[str, Any]) -> Notice:
    """Return the notice that a row of the outbox holds; raises UnknownNotice."""
    try:
        return _BY_KIND[kind].read(params)
    except (KeyError, TypeError) as error:
        raise UnknownNotice(f"{kind} {sorted(params)}") from error
