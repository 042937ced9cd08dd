"""Broadcasts of Randers: one that is over, one that is being sent, one that is a draft."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import col, select, update

from bot.actions import access
from bot.actions.broadcasts import confirming, drafting, running
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.actions.changes import Cause
from bot.rules.audiences import Audience, Group
from bot.rules.writings import Contents, Draft
from storage.broadcasts import Recipient
from storage.database import Database
from storage.outbox import Outbox
from storage.staff import Staff
from storage.vocabulary import Gap, GroupKind, Language, NoticeState, Outcome, Reply
from tests.support.founding import NOW, Town

EVERYBODY = Plan(
    Audience((Group(GroupKind.MUNICIPALITY),)),
    reply=Reply.CHOICES,
    gaps={Language.TIGRINYA: Gap.WAIT},
)
TEXTS = Contents(
    {
        Language.DANISH: Draft(
            "Bussen til virksomhedsbesøget kører ikke i morgen.\nHvordan kommer du?",
            ("Cykel", "Går", "Ved ikke"),
        ),
        Language.ARABIC: Draft(
            "الحافلة إلى زيارة الشركة لا تسير غدًا.\nكيف ستحضر؟",
            ("دراجة", "مشيًا", "لا أعرف"),
            reviewed=True,
        ),
        Language.TIGRINYA: Draft("ጽባሕ ኣውቶቡስ የለን።", ("ብሽክለታ", "ብእግሪ", "ኣይፈልጥን")),
    }
)
FATES = {
    "Amal": (NoticeState.SENT, Outcome.DELIVERED),
    "Jens": (NoticeState.UNCERTAIN, Outcome.NO_ANSWER),
    "Samir": (NoticeState.FAILED, Outcome.NOT_LINKED),
    "Rahwa": (NoticeState.FAILED, Outcome.BLOCKED),
    "Selam": (NoticeState.HELD, Outcome.AWAITING_TRANSLATION),
}
"""What became of it with whom."""


def found(database: Database, town: Town, *, now: datetime = NOW) -> dict[str, int]:
    """Return the numbers of the broadcasts: `broadcast` is over, `running` is not, `draft`."""
    over = sent(database, town, "over", now=now)
    running.stop(database, over, cause=by_mette(database, town, "stop", now))
    is_running = sent(database, town, "running", now=now)
    draft = drafting.draft(database, EVERYBODY, TEXTS, cause=by_mette(database, town, "draft", now))
    return {"broadcast": over, "running": is_running, "draft": draft}


def sent(database: Database, town: Town, key: str, *, now: datetime = NOW) -> int:
    """Return the number of a broadcast to everybody, with which each has met a fate of their own."""
    cause = by_mette(database, town, key, now)
    number = drafting.draft(database, replace(EVERYBODY), TEXTS, cause=cause)
    confirming.confirm(database, number, Seen(5), cause=cause.part("confirm"))
    with database.transaction() as db:
        for name, (state, outcome) in FATES.items():
            row = db.exec(
                select(Outbox).where(
                    Outbox.broadcast_id == number, Outbox.participant_id == town.people[name]
                )
            ).one()
            row.state, row.outcome = state, outcome
            row.finished_at = None if state is NoticeState.HELD else now
            row.message_id = 70 if state is NoticeState.SENT else None
        answered = update(Recipient).where(
            col(Recipient.broadcast_id) == number,
            col(Recipient.participant_id) == town.people["Amal"],
        )
        db.exec(answered.values(choice=1, answered_at=now))
    return number


def by_mette(database: Database, town: Town, key: str, now: datetime) -> Cause:
    """Return the cause of something that Mette does."""
    with database.reading() as db:
        member = db.get_one(Staff, town.staff["Mette"])
    return Cause(access.staff(member), f"outreach:{key}", now)
