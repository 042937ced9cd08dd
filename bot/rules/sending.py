"""May this notice be sent now? Asked in the last moment before it is."""

from dataclasses import dataclass
from datetime import datetime

from bot.rules.quiet import QuietHours
from storage.vocabulary import AnswerKind, BroadcastState, NoticeState, Outcome, Priority


@dataclass(frozen=True)
class Standing:
    """How things are with one notice now.

    `reach` None means that there is a chat to write to. The session's part counts for
    notices of our own accord only; `session_revision` None means that it has none. It `rests`
    when nobody is to be reminded or asked now, whatever the session says. A broadcast is
    `in_words` when there is something to say in the person's language, or what the sender has
    decided to say instead.
    """

    priority: int
    not_after: datetime
    urgent: bool
    reach: Outcome | None
    quiet: QuietHours | None = None
    planned_revision: int | None = None
    session_revision: int | None = None
    session_cancelled: bool = False
    is_enrolled: bool = True
    answer: AnswerKind | None = None
    rests: Outcome | None = None
    broadcast: BroadcastState | None = None
    in_words: bool = True


@dataclass(frozen=True)
class Verdict:
    """Do not send: the state that the notice gets, why, and when to ask again if at all."""

    state: NoticeState
    outcome: Outcome | None = None
    again_at: datetime | None = None


def objection(standing: Standing, now: datetime) -> Verdict | None:
    """Return why this notice must not be sent now, or None when it may."""
    if now > standing.not_after:
        return Verdict(NoticeState.EXPIRED, Outcome.TOO_LATE)
    if standing.reach is not None:
        return Verdict(NoticeState.FAILED, standing.reach)
    return (
        _about_session(standing)
        or _about_rest(standing)
        or _about_broadcast(standing)
        or _about_quiet(standing, now)
    )


def _about_rest(standing: Standing) -> Verdict | None:
    return Verdict(NoticeState.SUPERSEDED, standing.rests) if standing.rests else None


def _about_session(standing: Standing) -> Verdict | None:
    if standing.planned_revision is None:
        return None
    if standing.planned_revision != standing.session_revision:
        why = Outcome.SESSION_CANCELLED if standing.session_cancelled else Outcome.SESSION_CHANGED
        return Verdict(NoticeState.SUPERSEDED, why)
    if not standing.is_enrolled:
        return Verdict(NoticeState.SUPERSEDED, Outcome.NOT_ENROLLED)
    if standing.priority == Priority.REMINDER and standing.answer is AnswerKind.NOT_COMING:
        return Verdict(NoticeState.SUPERSEDED, Outcome.NOT_COMING)
    return None


def _about_broadcast(standing: Standing) -> Verdict | None:
    if standing.broadcast is BroadcastState.STOPPED:
        return Verdict(NoticeState.CANCELLED, Outcome.BROADCAST_STOPPED)
    if standing.broadcast is BroadcastState.PAUSED:
        return Verdict(NoticeState.HELD, Outcome.PAUSED)
    if not standing.in_words:
        return Verdict(NoticeState.HELD, Outcome.AWAITING_TRANSLATION)
    return None


def _about_quiet(standing: Standing, now: datetime) -> Verdict | None:
    if standing.urgent or standing.quiet is None or not standing.quiet.covers(now):
        return None
    again = standing.quiet.over(now)
    if again <= standing.not_after:
        return Verdict(NoticeState.PLANNED, again_at=again)
    if standing.priority == Priority.CHANGE:
        return None  # better woken than standing before a closed door
    return Verdict(NoticeState.EXPIRED, Outcome.TOO_LATE)
