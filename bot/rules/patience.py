"""How long something may wait for a member of staff before it is late."""

from datetime import datetime, timedelta

from storage.vocabulary import TaskKind

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

PATIENCE = {
    TaskKind.CALL_ME: 4 * HOUR,
    TaskKind.HELP_WANTED: 4 * HOUR,
    TaskKind.ABSENCE: 8 * HOUR,
    TaskKind.SHARED_PHONE: DAY,
    TaskKind.MESSAGE: DAY,
    TaskKind.LOW_CHECK_IN: DAY,
    TaskKind.UNLINKED: 3 * DAY,
    TaskKind.NO_SHOWS: 3 * DAY,
    TaskKind.SEARCH: 3 * DAY,
    TaskKind.ERASED: 7 * DAY,
    TaskKind.OUTCOME: 7 * DAY,
    TaskKind.INTEREST: 7 * DAY,
    TaskKind.NOMINATION: 7 * DAY,
}
"""Only the order of the list follows from it: nobody is promised anything by these."""


def late_at(kind: TaskKind, since: datetime) -> datetime:
    """Return from when on a task that stands on the list since then is late.

    What is late first stands first: a call is wanted sooner than a claim is looked at, but a
    claim that has waited for weeks is not forgotten behind the calls of every day.
    """
    return since + PATIENCE[kind]
