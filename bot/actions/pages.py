"""Look at the schedule: each view is owed like any other answer."""

from datetime import timedelta

from bot.actions import access
from bot.actions.turns import Talk, linked_verb
from bot.rules.refusals import NotThere
from bot.rules.time import local
from bot.texts.details import SessionDetail, SessionMap
from bot.texts.more import More
from bot.texts.schedule import Schedule, Tab


@linked_verb
def see_schedule(talk: Talk, tab: Tab | None = None, page: int = 0) -> None:
    """Show one part of the schedule, or the part that has what comes next."""
    talk.toast()
    on = local(talk.now).date().isoformat()
    chosen = (tab or _best(talk)).value
    talk.answer(Schedule(tab=chosen, on=on, page=page, edits=talk.turn.message_id))


@linked_verb
def see_more(talk: Talk, page: int = 0) -> None:
    """Show what can be done beside what the keys below the chat do."""
    talk.toast()
    talk.answer(More(page, edits=talk.turn.message_id))


@linked_verb
def see_session(talk: Talk, session_id: int, tab: Tab) -> None:
    """Show one session in detail."""
    try:
        access.session(talk.db, talk.caller, session_id)
    except NotThere:
        talk.out_of_date()
        return
    talk.toast()
    talk.answer(SessionDetail(session_id=session_id, edits=talk.turn.message_id, tab=tab.value))


@linked_verb
def see_map(talk: Talk, session_id: int) -> None:
    """Show the place of a session on the map."""
    try:
        access.session(talk.db, talk.caller, session_id)
    except NotThere:
        talk.out_of_date()
        return
    talk.toast()
    talk.answer(SessionMap(session_id=session_id))


def _best(talk: Talk) -> Tab:
    """Return the first part of the schedule that has something to come."""
    ahead = talk.next_session()
    if ahead is None:
        return Tab.WEEK
    today, on = local(talk.now).date(), local(ahead.starts_at).date()
    for tab in Tab:
        first, count = tab.days(today)
        if on < first + timedelta(days=count):
            return tab
    return Tab.LATER
