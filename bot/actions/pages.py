"""Look at the schedule: each view is owed like any other answer."""

from bot.actions import access
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules.time import local
from bot.texts.calendars import PlanFile
from bot.texts.details import SessionDetail
from bot.texts.more import More
from bot.texts.schedule import Schedule, Tab
from bot.texts.sessions import AboutSession


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
def see_session(talk: Talk, session_id: int, tab: Tab | None, *, more: bool = False) -> None:
    """Show one session in detail, with the buttons that are needed most, or with `more`."""
    _show(
        talk,
        SessionDetail(
            session_id=session_id,
            edits=talk.turn.message_id,
            tab=tab.value if tab else None,
            more=more,
        ),
    )


@linked_verb
def see_about(talk: Talk, session_id: int, notice: type[AboutSession]) -> None:
    """Send something about a session: the map, the file for a calendar, the card to show."""
    _show(talk, notice(session_id=session_id))


@linked_verb
def see_plan(talk: Talk) -> None:
    """Send everything from today on as a file for a calendar."""
    talk.toast()
    talk.answer(PlanFile(on=local(talk.now).date().isoformat()))


def _show(talk: Talk, notice: AboutSession) -> None:
    access.session(talk.db, talk.caller, notice.session_id)
    talk.toast()
    talk.answer(notice)


def _best(talk: Talk) -> Tab:
    """Return this week, unless what comes next comes later."""
    ahead = talk.next_session()
    today = local(talk.now).date()
    if ahead is None or local(ahead.starts_at).date() < Tab.WEEK.end(today):
        return Tab.WEEK
    return Tab.LATER
