"""A company that somebody knows themselves: three questions, of which only the first is needed.

What was told counts at once: whoever stops after the name has named a company all the same.
"""

from sqlmodel import Session as Db

from bot.actions import access, changes, dialogues, messages, tasks
from bot.actions.changes import Cause
from bot.actions.placements import companies, telling
from bot.actions.placements.companies import Address
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules import cpr
from bot.rules.refusals import Refused
from bot.texts.nominations import AskCompany, Nominated, Part
from bot.texts.say import shorten
from bot.texts.toasts import Says
from storage.database import Database
from storage.dialogues import Dialogue
from storage.people import Participant
from storage.placements import Company, Nomination
from storage.vocabulary import ChangeKind, ClaimState, DialogueKind, TaskKind

LONGEST = 120
"""So much of an answer is kept, in UTF-16 units."""

FIELDS = {Part.COMPANY: "company", Part.PLACE: "place", Part.CONTACT: "contact"}
AFTER = {Part.COMPANY: Part.PLACE, Part.PLACE: Part.CONTACT, Part.CONTACT: None}


class AlreadyAnswered(Refused):
    """Somebody has answered this already, so nothing was changed."""


@linked_verb
def begin(talk: Talk) -> None:
    """Ask for the name of the company."""
    talk.toast()
    dialogues.begin(talk, DialogueKind.NOMINATION, Part.COMPANY.value)
    talk.answer(AskCompany(asks=Part.COMPANY.value))


@linked_verb
def hear(talk: Talk) -> None:
    """Keep what was written as the answer to the question that is open."""
    dialogue = dialogues.of(talk, DialogueKind.NOMINATION)
    if dialogue is None:  # it is somebody else's who shares the phone
        messages.offer_in(talk)
        return
    step = Part(dialogue.step)
    told = shorten(talk.turn.said.text, LONGEST)
    if not told or cpr.is_in(told):
        talk.answer(AskCompany(step.value, dialogue.said.get("nomination"), again=True))
        return
    nomination = _kept(talk, dialogue, step, told)
    _answered(talk, step, nomination.id, AskCompany.TOLD)
    _next(talk, dialogue, step, nomination)


@linked_verb
def skip(talk: Talk, step: Part) -> None:
    """Leave one of the last two questions open."""
    dialogue = dialogues.of(talk, DialogueKind.NOMINATION)
    number = dialogue.said.get("nomination") if dialogue else None
    if dialogue is None or number is None or dialogue.step != step.value:
        talk.out_of_date()
        return
    talk.toast()
    talk.spend(AskCompany(step.value, number), AskCompany.SKIPPED)
    _next(talk, dialogue, step, talk.db.get_one(Nomination, number))


@linked_verb
def leave(talk: Talk) -> None:
    """Take back what was told in the dialogue that is open."""
    dialogue = dialogues.of(talk, DialogueKind.NOMINATION)
    if dialogue is None:
        talk.out_of_date()
        return
    number = dialogue.said.get("nomination")
    if number is not None:
        nomination = talk.db.get_one(Nomination, number)
        nomination.state = ClaimState.WITHDRAWN
        tasks.close_in(talk.db, TaskKind.NOMINATION, number, cause=talk.cause)
        _record(talk.db, nomination, talk.cause, withdrawn=True)
    dialogues.end(talk)
    talk.toast(Says.NOTED)
    talk.spend(AskCompany(dialogue.step, number), AskCompany.LEFT)


def accept(database: Database, nomination_id: int, address: Address, *, cause: Cause) -> int:
    """Make a company of what somebody named, and tell them; return its id.

    Raises NotThere, AlreadyAnswered.
    """
    with database.transaction() as db:
        nomination = _load(db, nomination_id, cause)
        home, key = nomination.municipality_id, cause.part("company")
        if nomination.state is not ClaimState.CLAIMED and not changes.is_done(db, key):
            raise AlreadyAnswered
        company = companies.add_in(db, home, key.key, address, cause=key)
        return _confirm(db, nomination, company, cause)


def recognise(database: Database, nomination_id: int, company_id: int, *, cause: Cause) -> int:
    """Note that what somebody named is a company that is known, and tell them; return its id.

    Raises NotThere, AlreadyAnswered.
    """
    with database.transaction() as db:
        nomination = _load(db, nomination_id, cause)
        company = access.company(db, cause.caller, company_id)
        if nomination.state is not ClaimState.CLAIMED and nomination.company_id != company_id:
            raise AlreadyAnswered
        return _confirm(db, nomination, company, cause)


def _confirm(db: Db, nomination: Nomination, company: Company, cause: Cause) -> int:
    nomination.company_id = company.id
    _decide(db, nomination, ClaimState.CONFIRMED, cause)
    return company.id or 0


def decline(database: Database, nomination_id: int, *, cause: Cause) -> None:
    """Say in neutral words that it does not become a company here; raises NotThere."""
    with database.transaction() as db:
        nomination = _load(db, nomination_id, cause)
        _decide(db, nomination, ClaimState.REJECTED, cause)


def _load(db: Db, nomination_id: int, cause: Cause) -> Nomination:
    return access.personal(db, cause.caller, Nomination, nomination_id, lock=True)


def _kept(talk: Talk, dialogue: Dialogue, step: Part, told: str) -> Nomination:
    """Write the answer into the nomination, which begins with the first one."""
    number = dialogue.said.get("nomination")
    if number is not None:
        nomination = talk.db.get_one(Nomination, number)
        setattr(nomination, FIELDS[step], told)
        return nomination
    nomination = Nomination(
        municipality_id=talk.caller.municipality_id or 0,
        participant_id=talk.participant_id or 0,
        state=ClaimState.CLAIMED,
        company=told,
        told_at=talk.now,
    )
    talk.db.add(nomination)
    _record(talk.db, nomination, talk.cause)
    person = talk.db.get_one(Participant, talk.participant_id)
    tasks.open_in(talk.db, person, TaskKind.NOMINATION, cause=talk.cause, about_id=nomination.id)
    return nomination


def _next(talk: Talk, dialogue: Dialogue, step: Part, nomination: Nomination) -> None:
    after = AFTER[step]
    if after is None:
        dialogues.end(talk)
        talk.answer(Nominated(nomination.id or 0))
        return
    dialogues.go_on(dialogue, after.value, nomination=nomination.id)
    talk.answer(AskCompany(after.value, nomination.id))


def _answered(talk: Talk, step: Part, number: int | None, chosen: str) -> None:
    """Let the buttons of the question go, wherever it stands in the chat."""
    asked = next(
        (one["message"] for one in reversed(talk.chat.choices) if _asks(one["data"])), None
    )
    if asked is not None:
        talk.answer(AskCompany(step.value, number, chosen=chosen, edits=asked))


def _asks(data: list[str]) -> bool:
    return "nleave" in data


def _decide(db: Db, nomination: Nomination, state: ClaimState, cause: Cause) -> None:
    if nomination.state is not ClaimState.CLAIMED or changes.is_done(db, cause):
        return
    nomination.state, nomination.decided_at = state, cause.now
    nomination.decided_by = cause.caller.staff_id
    person = db.get_one(Participant, nomination.participant_id)
    tasks.close_in(db, TaskKind.NOMINATION, nomination.id, cause=cause)
    telling.of_nomination(db, person, nomination, cause)


def _record(db: Db, nomination: Nomination, cause: Cause, *, withdrawn: bool = False) -> None:
    db.flush()
    changes.record(
        db,
        cause,
        ChangeKind.COMPANY_NOMINATED,
        municipality_id=nomination.municipality_id,
        participant_id=nomination.participant_id,
        after={"nomination": nomination.id, **({"withdrawn": True} if withdrawn else {})},
    )
