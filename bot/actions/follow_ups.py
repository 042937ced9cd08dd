"""Ask some weeks after the start whether it is as it was, and note the answer."""

from datetime import date, datetime, timedelta

from sqlmodel import Session as Db, col

from bot.actions import access, changes, tasks
from bot.actions.calendar import quiet_hours
from bot.actions.notices import Timing, row_to_person
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules import outcomes as rules
from bot.rules.refusals import NotThere
from bot.rules.time import local
from bot.texts.follow_ups import AskFollowUp, FollowedUp
from bot.texts.toasts import Says
from storage import outbox, outcomes
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.outcomes import Achievement, FollowUp
from storage.people import Participant
from storage.vocabulary import (
    ChangeKind,
    ClaimState,
    FollowUpAnswer,
    NoticeState,
    Outcome,
    Priority,
    TaskKind,
)

LAST = timedelta(weeks=max(rules.WEEKS)) + rules.GRACE
"""What began longer ago is not asked about any more."""
DRAFT_LIFE = timedelta(days=60)
ASKED = (NoticeState.SENDING, NoticeState.SENT, NoticeState.UNCERTAIN)


def plan_ahead(database: Database, now: datetime) -> None:
    """Plan every question again that is still to come, one transaction each; drop old drafts."""
    with database.transaction() as db:
        outcomes.forget_drafts(db, before=now - DRAFT_LIFE)
        ids = outcomes.confirmed_since(db, local(now).date() - LAST)
    for number in ids:
        with database.transaction() as db:
            found = db.get(Achievement, number, with_for_update=FOR_CHANGE)
            if found is not None:
                plan(db, found, now)


def plan(db: Db, found: Achievement, now: datetime) -> None:
    """Bring the questions about something found up to date; what was asked stays as it was."""
    known = {row.weeks: row for row in outcomes.follow_ups_of(db, found.id or 0)}
    said = outbox.states(db, [_key(row) for row in known.values()])
    is_over = any(row.answer is FollowUpAnswer.ENDED for row in known.values())
    is_asked = found.state is ClaimState.CONFIRMED and found.kind in rules.CLAIMABLE
    wanted = rules.follow_ups(found.starts_on, ends_on=found.ends_on, over=is_over or not is_asked)
    for row in known.values():
        if row.answer is None and said.get(_key(row)) not in ASKED:
            _move(db, row, wanted.get(row.weeks))
    today = local(now).date()
    for weeks, due_on in wanted.items():
        if weeks not in known and not rules.is_too_late(due_on, today=today):
            db.add(_new(found, weeks, due_on))
    db.flush()
    _owe(db, found, now)


@linked_verb
def answer(talk: Talk, achievement_id: int, *, weeks: int, said: FollowUpAnswer) -> None:
    """Note how it is; what has changed or ended needs a member of staff."""
    found = access.personal(talk.db, talk.caller, Achievement, achievement_id, lock=True)
    row = outcomes.follow_up(talk.db, achievement_id, weeks)
    if row is None:
        raise NotThere
    question = AskFollowUp(achievement_id, weeks)
    if row.answer is not None:
        talk.toast(Says.AS_IT_IS)
        talk.spend(question, row.answer.value)
        return
    talk.toast(Says.NOTED)
    row.answer, row.answered_at = said, talk.now
    _record(talk, found, said)
    if said is FollowUpAnswer.ENDED:
        plan(talk.db, found, talk.now)
    if said is not FollowUpAnswer.SAME:
        person = talk.db.get_one(Participant, found.participant_id)
        tasks.open_in(talk.db, person, TaskKind.OUTCOME, cause=talk.cause, about_id=achievement_id)
    talk.spend(question, said.value)
    talk.answer(FollowedUp(said.value))


def _key(row: FollowUp) -> str:
    return f"follow_up:{row.achievement_id}:{row.weeks}:{row.due_on}"


def _new(found: Achievement, weeks: int, due_on: date) -> FollowUp:
    return FollowUp(
        municipality_id=found.municipality_id,
        achievement_id=found.id or 0,
        weeks=weeks,
        due_on=due_on,
    )


def _move(db: Db, row: FollowUp, due_on: date | None) -> None:
    """Take back a question that falls on another day now, or on none."""
    if due_on == row.due_on:
        return
    why = Outcome.NOT_NEEDED if due_on is None else Outcome.REPLACED
    outbox.withdraw(db, col(Outbox.dedupe_key) == _key(row), outcome=why)
    if due_on is None:
        db.delete(row)
    else:
        row.due_on = due_on


def _owe(db: Db, found: Achievement, now: datetime) -> None:
    """Owe each question that is still to be asked; one that is owed already stays."""
    person = db.get_one(Participant, found.participant_id)
    home = db.get_one(Municipality, found.municipality_id)
    quiet, today = quiet_hours(home), local(now).date()
    rows = []
    for row in outcomes.follow_ups_of(db, found.id or 0):
        if row.answer is None and not rules.is_too_late(row.due_on, today=today):
            due_at = max(rules.asking_moment(row.due_on, quiet), quiet.over(now))
            timing = Timing(due_at, due_at + rules.GRACE, Priority.REMINDER)
            notice = AskFollowUp(found.id or 0, row.weeks)
            rows.append(row_to_person(person, home, notice, key=_key(row), timing=timing, now=now))
    if person.erased_at is None:
        outbox.put(db, rows)


def _record(talk: Talk, found: Achievement, said: FollowUpAnswer) -> None:
    changes.record(
        talk.db,
        talk.cause,
        ChangeKind.FOLLOWED_UP,
        municipality_id=found.municipality_id,
        participant_id=found.participant_id,
        after={"achievement_id": found.id, "follow_up": said},
    )
