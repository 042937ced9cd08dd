"""Somebody tells what they have found, step by step; the caseworker confirms it.

What is told stands in a draft from the first answer on, and the dialogue says what is awaited:
so a restart, a day or another conversation in between loses nothing. A tap counts only for the
question that is open; any other shows how things are.
"""

from dataclasses import replace
from datetime import date

from bot.actions import access, changes, dialogues, drafts, messages, tasks
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules import outcomes as rules
from bot.rules.outcomes import Step
from bot.rules.time import local
from bot.texts.claims import (
    ANSWERED,
    CHANGING,
    GIVEN_UP,
    GOING_ON,
    SENT,
    AskGoOn,
    AskKind,
    AskPart,
    AskStep,
    AskToSend,
)
from bot.texts.guidance import Pointer
from bot.texts.outcomes import OutcomeCard, Outcomes
from bot.texts.toasts import Says
from storage import outcomes
from storage.outcomes import Achievement
from storage.people import Participant
from storage.vocabulary import ChangeKind, ClaimState, DialogueKind, OutcomeKind, TaskKind, Terms


@linked_verb
def begin(talk: Talk) -> None:
    """Ask what was found; show first what was begun before, or told already."""
    talk.toast()
    draft = outcomes.draft_of(talk.db, talk.participant_id or 0)
    if draft is not None:
        talk.answer(AskGoOn(draft.id or 0, edits=talk.turn.message_id))
    elif outcomes.of_person(talk.db, talk.participant_id or 0):
        talk.answer(Outcomes(edits=talk.turn.message_id))
    else:
        talk.answer(AskKind(edits=talk.turn.message_id))


@linked_verb
def begin_anew(talk: Talk) -> None:
    """Ask what else was found."""
    talk.toast()
    draft = outcomes.draft_of(talk.db, talk.participant_id or 0)
    asked = AskGoOn(draft.id or 0) if draft else AskKind()
    talk.answer(replace(asked, edits=talk.turn.message_id))


@linked_verb
def see(talk: Talk, achievement_id: int) -> None:
    """Show something that was told, and how far it is confirmed."""
    talk.toast()
    talk.answer(OutcomeCard(achievement_id, edits=talk.turn.message_id))


@linked_verb
def choose_kind(talk: Talk, kind: OutcomeKind) -> None:
    """Begin a draft with the first answer."""
    draft = outcomes.draft_of(talk.db, talk.participant_id or 0)
    if draft is not None:
        talk.toast(Says.AS_IT_IS)
        talk.spend(AskKind(), draft.kind.value)
        if dialogues.of(talk, DialogueKind.OUTCOME) is None:
            talk.answer(AskGoOn(draft.id or 0))
        return
    draft = Achievement(
        municipality_id=talk.caller.municipality_id or 0,
        participant_id=talk.participant_id or 0,
        kind=kind,
        state=ClaimState.DRAFT,
        claimed_at=talk.now,
    )
    talk.db.add(draft)
    talk.db.flush()
    first = rules.steps(kind)[0]
    dialogues.begin(talk, DialogueKind.OUTCOME, first, draft=draft.id)
    talk.toast()
    talk.spend(AskKind(), kind.value)
    talk.answer(AskStep(draft.id or 0, first))


@linked_verb
def choose_nothing(talk: Talk) -> None:
    """Leave the first question again; nothing was stored."""
    talk.toast()
    talk.spend(AskKind(), GIVEN_UP)


@linked_verb
def choose_terms(talk: Talk, draft_id: int, terms: Terms) -> None:
    """Note for how long the job is promised."""
    drafts.answer(talk, draft_id, Step.TERMS, terms=terms)


@linked_verb
def choose_hours(talk: Talk, draft_id: int, hours: int) -> None:
    """Note the hours a week."""
    drafts.answer(talk, draft_id, Step.HOURS, hours=hours)


@linked_verb
def choose_day(talk: Talk, draft_id: int, starts_on: date) -> None:
    """Note the first day; a button may have waited so long that its day makes no sense."""
    if not rules.is_sensible(starts_on, today=local(talk.now).date()):
        talk.out_of_date()
        return
    drafts.answer(talk, draft_id, Step.STARTS, starts_on=starts_on)


@linked_verb
def skip(talk: Talk, draft_id: int, step: Step) -> None:
    """Leave one question unanswered."""
    drafts.answer(talk, draft_id, step)


@linked_verb
def type_it(talk: Talk, draft_id: int, step: Step) -> None:
    """Await the answer in writing, for none of the buttons fits."""
    draft, dialogue = drafts.open_at(talk, draft_id, step)
    if draft is None or dialogue is None:
        drafts.as_it_is(talk, AskStep(draft_id, step), ANSWERED)
        return
    talk.toast()
    dialogues.go_on(dialogue, drafts.TYPED[step])
    talk.answer(AskStep(draft_id, drafts.TYPED[step], edits=talk.turn.message_id))


@linked_verb
def hear(talk: Talk) -> None:
    """Take what was written as the answer to the open question."""
    dialogue = dialogues.of(talk, DialogueKind.OUTCOME)
    if dialogue is None:  # it is somebody else's who shares the phone
        messages.offer_in(talk)
        return
    draft = drafts.of(talk, dialogue.said["draft"])
    if draft is None or dialogue.step in {Step.TERMS, Step.SUMMARY}:
        talk.answer(Pointer())
        return
    step = Step(dialogue.step).asked
    value = drafts.read(talk, step)
    if value is None:
        again = drafts.TYPED.get(step, step)
        dialogues.go_on(dialogue, again)
        talk.answer(AskStep(draft.id or 0, again, again=True))
        return
    drafts.note(draft, **value)
    drafts.close(talk, draft, step, ANSWERED)
    drafts.ask_next(talk, draft, dialogue, step)


@linked_verb
def go_on(talk: Talk, draft_id: int) -> None:
    """Ask again what is open in a draft."""
    draft = drafts.of(talk, draft_id)
    if draft is None:
        drafts.as_it_is(talk, AskGoOn(draft_id), GOING_ON)
        return
    dialogue = dialogues.of(talk, DialogueKind.OUTCOME) or dialogues.begin(
        talk, DialogueKind.OUTCOME, rules.first_open(rules.told(draft)), draft=draft_id
    )
    talk.toast()
    talk.spend(AskGoOn(draft_id), GOING_ON)
    drafts.ask(talk, draft, Step(dialogue.step))


@linked_verb
def alter(talk: Talk, draft_id: int) -> None:
    """Ask what is to be changed before it is sent."""
    draft, dialogue = drafts.open_at(talk, draft_id, Step.SUMMARY)
    if draft is None or dialogue is None:
        drafts.as_it_is(talk, AskToSend(draft_id), _became(talk, draft_id))
        return
    talk.toast()
    talk.spend(AskToSend(draft_id), CHANGING)
    talk.answer(AskPart(draft_id))


@linked_verb
def alter_part(talk: Talk, draft_id: int, step: Step) -> None:
    """Ask one question again, and then whether all is right."""
    draft, dialogue = drafts.open_at(talk, draft_id, Step.SUMMARY)
    if draft is None or dialogue is None or step not in rules.steps(draft.kind):
        drafts.as_it_is(talk, AskPart(draft_id), step)
        return
    talk.toast()
    talk.spend(AskPart(draft_id), step)
    dialogues.go_on(dialogue, step, changing=True)
    drafts.ask(talk, draft, step)


@linked_verb
def give_up(talk: Talk, draft_id: int) -> None:
    """Forget what was told so far."""
    draft = drafts.of(talk, draft_id)
    if draft is None:
        drafts.as_it_is(talk, AskToSend(draft_id), _became(talk, draft_id))
        return
    if dialogues.of(talk, DialogueKind.OUTCOME) is not None:
        dialogues.end(talk)
    talk.db.delete(draft)
    talk.toast(Says.NOTED)
    talk.spend(AskGoOn(draft_id), GIVEN_UP)


@linked_verb
def send(talk: Talk, draft_id: int) -> None:
    """Claim what was told: congratulate, and let the caseworker confirm it."""
    draft, dialogue = drafts.open_at(talk, draft_id, Step.SUMMARY)
    if draft is None or dialogue is None:
        drafts.as_it_is(talk, AskToSend(draft_id), _became(talk, draft_id))
        return
    talk.toast(Says.NOTED)
    draft.state, draft.claimed_at = ClaimState.CLAIMED, talk.now
    _record(talk, draft, ChangeKind.OUTCOME_CLAIMED)
    person = talk.db.get_one(Participant, draft.participant_id)
    tasks.open_in(talk.db, person, TaskKind.OUTCOME, cause=talk.cause, about_id=draft_id)
    dialogues.end(talk)
    talk.spend(AskToSend(draft_id), SENT)
    talk.answer(OutcomeCard(draft_id))


@linked_verb
def withdraw(talk: Talk, achievement_id: int) -> None:
    """Take a claim back, as long as nobody has decided about it."""
    found = access.personal(talk.db, talk.caller, Achievement, achievement_id, lock=True)
    is_open = found.state is ClaimState.CLAIMED
    if is_open:
        found.state = ClaimState.WITHDRAWN
        _record(talk, found, ChangeKind.OUTCOME_WITHDRAWN)
        tasks.close_in(talk.db, TaskKind.OUTCOME, achievement_id, cause=talk.cause)
    talk.toast(Says.NOTED if is_open else Says.AS_IT_IS)
    talk.answer(OutcomeCard(achievement_id, edits=talk.turn.message_id))


def _became(talk: Talk, draft_id: int) -> str:
    """Return what was done with a summary that can no longer be answered."""
    return CHANGING if drafts.of(talk, draft_id) else SENT


def _record(talk: Talk, found: Achievement, kind: ChangeKind) -> None:
    changes.record(
        talk.db,
        talk.cause,
        kind,
        municipality_id=found.municipality_id,
        participant_id=found.participant_id,
        after={"achievement_id": found.id},
    )
