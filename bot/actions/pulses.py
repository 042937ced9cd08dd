"""Answer the questions of a pulse, one at a time, over as many days as it takes."""

from typing import Any

from bot.actions import access, changes
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules import statuses as rules
from bot.rules.refusals import NotThere
from bot.texts.pulses import AskPulse
from bot.texts.toasts import Says
from storage import statuses
from storage.statuses import Pulse, PulseAnswer
from storage.vocabulary import ChangeKind


@linked_verb
def answer(talk: Talk, pulse_id: int, *, index: int, score: int) -> None:
    """Note an answer from 1 to 5 to the question with this index, and ask the next one."""
    pulse = access.personal(talk.db, talk.caller, Pulse, pulse_id)
    if index >= len(pulse.keys):
        raise NotThere
    is_new = rules.pulse_counts(pulse.asked_at, talk.now) and _note(talk, pulse, index, score)
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    talk.answer(AskPulse(pulse_id, edits=talk.turn.button_of))


@linked_verb
def back(talk: Talk, pulse_id: int, *, index: int) -> None:
    """Take back the latest answer, which is to the question with this index, and ask it again."""
    pulse = access.personal(talk.db, talk.caller, Pulse, pulse_id)
    if index >= len(pulse.keys):
        raise NotThere
    is_back = rules.pulse_counts(pulse.asked_at, talk.now) and _take_back(talk, pulse, index)
    talk.toast(Says.NOTHING if is_back else Says.AS_IT_IS)
    talk.answer(AskPulse(pulse_id, edits=talk.turn.button_of))


@linked_verb
def later(talk: Talk, pulse_id: int) -> None:
    """Put the rest off."""
    _show(talk, pulse_id, is_later=True)


@linked_verb
def go_on(talk: Talk, pulse_id: int) -> None:
    """Show the next question without an answer."""
    _show(talk, pulse_id, is_later=False)


def _show(talk: Talk, pulse_id: int, *, is_later: bool) -> None:
    access.personal(talk.db, talk.caller, Pulse, pulse_id)
    talk.toast()
    talk.answer(AskPulse(pulse_id, later=is_later, edits=talk.turn.button_of))


def _note(talk: Talk, pulse: Pulse, index: int, score: int) -> bool:
    """Note an answer where there is none; tell whether it was noted."""
    said, key = statuses.pulse_answers(talk.db, pulse.id or 0), pulse.keys[index]
    if key in said:
        return False
    talk.db.add(
        PulseAnswer(
            municipality_id=pulse.municipality_id,
            pulse_id=pulse.id or 0,
            key=key,
            score=score,
            answered_at=talk.now,
        )
    )
    if {*said, key} >= set(pulse.keys):
        pulse.finished_at = talk.now
    _record(talk, pulse, {"question": key, "score": score})
    return True


def _take_back(talk: Talk, pulse: Pulse, index: int) -> bool:
    """Forget an answer if none follows it; tell whether it was forgotten."""
    said, key = statuses.pulse_answers(talk.db, pulse.id or 0), pulse.keys[index]
    if key not in said or not said.keys().isdisjoint(pulse.keys[index + 1 :]):
        return False
    statuses.forget_answer(talk.db, pulse.id or 0, key)
    pulse.finished_at = None
    _record(talk, pulse, {"question": key, "score": None})
    return True


def _record(talk: Talk, pulse: Pulse, after: dict[str, Any]) -> None:
    changes.record(
        talk.db,
        talk.cause,
        ChangeKind.PULSE_ANSWERED,
        municipality_id=pulse.municipality_id,
        participant_id=pulse.participant_id,
        after=after,
    )
