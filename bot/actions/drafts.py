"""What is being told of something found: which question is open, and what its answer is."""

from typing import Any

from bot.actions import dialogues
from bot.actions.talk import Talk
from bot.rules import cpr, outcomes as rules
from bot.rules.outcomes import Step
from bot.rules.time import local
from bot.texts.claims import ANSWERED, SKIPPED, AskStep, AskToSend
from bot.texts.notices import Question
from bot.texts.say import plain, shorten
from bot.texts.toasts import Says
from storage.dialogues import Dialogue
from storage.outcomes import Achievement
from storage.vocabulary import ClaimState, DialogueKind

LONGEST_NAME = 200
TYPED = {Step.HOURS: Step.HOURS_TYPED, Step.STARTS: Step.STARTS_TYPED}
BUTTONS = {
    Step.EMPLOYER: ("found_skip:employer:",),
    Step.TERMS: ("found_skip:terms:",),
    Step.HOURS: ("found_hours:", "found_skip:hours:"),
    Step.STARTS: ("found_day:", "found_skip:starts:"),
}
"""How the data of a question's buttons begins, by which its message is found again."""


def of(talk: Talk, draft_id: int) -> Achievement | None:
    """Return what this person is telling, unless it was sent or given up."""
    found = talk.db.get(Achievement, draft_id)
    if found is None or found.participant_id != talk.participant_id:
        return None
    return found if found.state is ClaimState.DRAFT else None


def open_at(
    talk: Talk, draft_id: int, step: Step
) -> tuple[Achievement, Dialogue] | tuple[None, None]:
    """Return the draft and its dialogue if this question is the open one.

    When something else was spoken of meanwhile, a question without an answer opens again.
    """
    draft = of(talk, draft_id)
    if draft is None or step not in {*rules.steps(draft.kind), Step.SUMMARY}:
        return None, None
    dialogue = dialogues.of(talk, DialogueKind.OUTCOME)
    if dialogue is None and not rules.is_said(step, rules.told(draft)):
        dialogue = dialogues.begin(talk, DialogueKind.OUTCOME, step, draft=draft_id)
    if dialogue is None or Step(dialogue.step).asked is not step:
        return None, None
    return draft, dialogue


def answer(talk: Talk, draft_id: int, step: Step, **value: object) -> None:
    """Note what was tapped as the answer to a question; without a value it is skipped."""
    chosen = ANSWERED if value else SKIPPED
    draft, dialogue = open_at(talk, draft_id, step)
    if draft is None or dialogue is None:
        as_it_is(talk, AskStep(draft_id, step), chosen)
        return
    note(draft, **value)
    talk.toast()
    close(talk, draft, step, chosen)
    ask_next(talk, draft, dialogue, step)


def note(draft: Achievement, **value: object) -> None:
    """Keep an answer."""
    for name, said in value.items():
        setattr(draft, name, said)


def close(talk: Talk, draft: Achievement, step: Step, chosen: str) -> None:
    """Let every message that asks this question lose its buttons and show the answer."""
    asking = _asked_in(talk, draft, step)
    if talk.turn.button_of is not None:
        asking.add(talk.turn.button_of)
    for message_id in sorted(asking):
        talk.answer(AskStep(draft.id or 0, step, chosen=chosen, edits=message_id))


def _asked_in(talk: Talk, draft: Achievement, step: Step) -> set[int]:
    """Return the messages that ask this question, by the buttons that they still have."""
    return {
        int(one["message"])
        for one in talk.chat.choices
        for data in one["data"]
        if data.startswith(BUTTONS[step]) and data.endswith(f":{draft.id}")
    }


def ask_next(talk: Talk, draft: Achievement, dialogue: Dialogue, step: Step) -> None:
    """Ask what follows; after a change, whether all is right."""
    changing = dialogue.said.get("changing")
    following = Step.SUMMARY if changing else rules.after(step, draft.kind)
    dialogues.go_on(dialogue, following)
    ask(talk, draft, following)


def ask(talk: Talk, draft: Achievement, step: Step) -> None:
    """Ask one question, or whether all is right."""
    number = draft.id or 0
    talk.answer(AskToSend(number) if step is Step.SUMMARY else AskStep(number, step))


def read(talk: Talk, step: Step) -> dict[str, Any] | None:
    """Return what was written as the answer to a question, or None if it is none."""
    text = talk.turn.said.text
    found: dict[Step, tuple[str, object]] = {
        Step.EMPLOYER: ("employer", _name(text)),
        Step.HOURS: ("hours", rules.hours(text)),
        Step.STARTS: ("starts_on", rules.starts(text, today=local(talk.now).date())),
    }
    name, value = found[step]
    return {name: value} if value else None


def as_it_is(talk: Talk, question: Question, chosen: str) -> None:
    """Answer a tap that comes too late: change nothing, and show how things are."""
    talk.toast(Says.AS_IT_IS)
    talk.spend(question, chosen)


def _name(text: str) -> str:
    """Return a name on one line; nothing when there is none, or the number of a person."""
    line = plain(text)
    is_name = any(sign.isalnum() for sign in line) and not cpr.is_in(line)
    return shorten(line, LONGEST_NAME) if is_name else ""
