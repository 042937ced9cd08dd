"""Buttons of a broadcast in a member of staff's own chat."""

import re
from collections.abc import Callable
from functools import partial

from bot.actions.staff_broadcasts import sending, translating, writing
from bot.actions.turns import Act
from bot.chat.data import number
from bot.texts.staff.previews import PREVIEWED
from storage.vocabulary import Gap, GroupKind, Language, Reply

_MARK = re.compile(r"[0-9a-f]{16}")
_PARTS = frozenset({"whom", "reply", *Language})


def _to(kind: str, group: str, broadcast: str) -> Act:
    return partial(
        writing.choose, kind=GroupKind(kind), number=number(group), broadcast_id=number(broadcast)
    )


def _whom(broadcast: str, page: str) -> Act:
    return partial(writing.begin, broadcast_id=number(broadcast), page=number(page))


def _sessions(broadcast: str, page: str) -> Act:
    return partial(writing.see_sessions, broadcast_id=number(broadcast), page=number(page))


def _about(broadcast: str, session: str) -> Act:
    return partial(
        writing.choose_session, broadcast_id=number(broadcast), session_id=number(session)
    )


def _reply(broadcast: str, reply: str) -> Act:
    return partial(writing.choose_reply, broadcast_id=number(broadcast), reply=Reply(reply))


def _part(broadcast: str, part: str) -> Act:
    if part not in _PARTS:
        raise ValueError(part)
    return partial(writing.ask_part, broadcast_id=number(broadcast), part=part)


def _gap(broadcast: str, language: str, what: str) -> Act:
    if what not in {translating.WRITE, translating.REVIEWED, *Gap}:
        raise ValueError(what)
    return partial(
        translating.decide, broadcast_id=number(broadcast), language=Language(language), what=what
    )


def _go(broadcast: str, count: str, mark: str) -> Act:
    if not _MARK.fullmatch(mark):
        raise ValueError(mark)
    return partial(sending.send, broadcast_id=number(broadcast), count=number(count), mark=mark)


def _of(act: Callable[..., None]) -> Callable[[str], Act]:
    """Return how to read the data of a button that names nothing but its broadcast."""
    return lambda broadcast: partial(act, broadcast_id=number(broadcast))


VERBS: dict[str, Callable[..., Act]] = {
    "send_to": _to,
    "send_whom": _whom,
    "send_open": _of(writing.open_draft),
    "send_texts": lambda page: partial(writing.see_templates, page=number(page)),
    "send_template": lambda template: partial(writing.take_template, template_id=number(template)),
    "send_sessions": _sessions,
    "send_about": _about,
    "send_reply": _reply,
    "send_gap": _gap,
    "send_part": _part,
    "send_change": _of(sending.see_parts),
    "send_back": _of(sending.see_summary),
    "send_later": _of(sending.keep),
    "send_drop": _of(sending.drop),
    "send_go": _go,
    "send_pause": _of(sending.pause),
    "send_resume": _of(sending.resume),
    "send_stop": _of(sending.ask_stop),
    "send_stop_now": _of(sending.stop),
    "send_keep": _of(sending.keep_on),
    PREVIEWED: lambda: sending.previewed,
}
"""What the data of a button begins with."""
