"""Somebody leaves a course today, before its end."""

from bot.actions import endings
from bot.actions.changes import Cause
from bot.actions.endings import Ending
from bot.rules.time import local
from storage.database import Database
from storage.vocabulary import EnrolmentEnd


def leave(database: Database, participant_id: int, course_id: int, *, cause: Cause) -> None:
    ending = Ending(EnrolmentEnd.LEFT, local(cause.now).date())
    endings.end(database, course_id, {participant_id: ending}, cause=cause)
