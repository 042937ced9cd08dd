"""Staff in their own chat: move or cancel a session, after a look at whom that tells."""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Concatenate, ParamSpec

from bot.actions import access, consequences, dialogues, schedule
from bot.actions.consequences import Consequences, Say
from bot.actions.talk import Talk
from bot.actions.turns import Desk, Turn
from bot.actions.verbs import caseworker_verb
from bot.rules import moments, sentences
from bot.rules.refusals import NotThere, Refused
from bot.rules.sentences import Sentence
from bot.rules.time import local
from bot.texts.staff.edits import AskEdit, EditDone, EditSample, EditSummary, StaffSessions
from storage.dialogues import Dialogue
from storage.schedule import Session
from storage.vocabulary import DialogueKind, Language

P = ParamSpec("P")
ORDER = (Language.DANISH, Language.ARABIC, Language.TIGRINYA, Language.ENGLISH)


class Step(StrEnum):
    """What is awaited: the new time, or the word to do it."""

    WHAT = "what"
    CONFIRM = "confirm"


class Others(StrEnum):
    """What those get who read a language in which the sentence is missing."""

    ALL = "all"
    DANISH = "danish"
    WITHOUT = "without"


class CoordinatorsEditNothing(Refused):
    """Coordinators see numbers only: a caseworker moves and cancels sessions."""


class ChangedSince(Refused):
    """Somebody else has changed this session meanwhile. Look at it, then choose again."""


class TextOnlyHere(Refused):
    """Only text can be read here: a new time, or a sentence in Danish."""


def edit_verb(
    act: Callable[Concatenate[Talk, P], None],
) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what a caseworker does; when it cannot be done, nothing but why is kept."""
    return caseworker_verb(act, others=CoordinatorsEditNothing)


@edit_verb
def see(talk: Talk, page: int = 0) -> None:
    """Show the sessions of today and tomorrow."""
    talk.toast()
    talk.answer(StaffSessions(page, edits=talk.turn.message_id))


@edit_verb
def choose(talk: Talk, session_id: int) -> None:
    """Ask what is to become of a session."""
    session = access.session(talk.db, talk.caller, session_id)
    schedule.check_open(session, talk.now)
    known = {"session": session_id, "revision": session.revision}
    dialogues.begin(talk, DialogueKind.EDIT, Step.WHAT, **known)
    talk.toast()
    talk.answer(AskEdit(session_id))


@edit_verb
def cancel(talk: Talk, session_id: int | None = None, *, say: Say) -> None:
    """Show what it would lead to if the session were off."""
    dialogue = _open(talk)
    if session_id not in {None, dialogue.said["session"]}:
        raise NotThere
    talk.toast()
    _foretell(talk, dialogue, None, say=say)


@edit_verb
def hear(talk: Talk, *, say: Say) -> None:
    """Take up a new time, or the sentence that is to go with it."""
    dialogue, said = _open(talk), talk.turn.said
    if said.media or said.is_other:
        raise TextOnlyHere
    if dialogue.step == Step.WHAT:
        session = access.session(talk.db, talk.caller, dialogue.said["session"])
        on, today = local(session.starts_at).date(), local(talk.now).date()
        starts_at = moments.read(said.text, on=on, today=today)
        _foretell(talk, dialogue, starts_at, say=say)
    else:
        starts = dialogue.said["starts"]
        sentence = sentences.read({Language.DANISH: said.text})
        moment = datetime.fromisoformat(starts) if starts else None
        _foretell(talk, dialogue, moment, sentence=sentence, say=say)


@edit_verb
def confirm(talk: Talk, mark: str, others: Others) -> None:
    """Do what was shown under this mark, and tell everybody whom it concerns."""
    dialogue = _open(talk)
    known = dialogue.said
    if known.get("mark") != mark:
        raise NotThere
    session = access.session(talk.db, talk.caller, known["session"], lock=True)
    if session.revision != known["revision"]:
        dialogues.end(talk)
        raise ChangedSince
    adds = _sentence(known["sentence"], others)
    starts = datetime.fromisoformat(known["starts"]) if known["starts"] else None
    _do(talk, session, starts, adds=adds)
    dialogues.end(talk)
    talk.toast()
    talk.answer(EditDone(session.id or 0, sum(known["told"].values())))


@edit_verb
def leave(talk: Talk) -> None:
    """Leave the session as it is."""
    dialogues.end(talk)
    talk.toast()
    talk.answer(StaffSessions())


def _open(talk: Talk) -> Dialogue:
    """Return the edit that is open; raises NotThere."""
    found = dialogues.of(talk, DialogueKind.EDIT)
    if found is None:
        raise NotThere
    return found


def _do(talk: Talk, session: Session, starts_at: datetime | None, *, adds: Sentence | None) -> None:
    cause = replace(talk.cause, adds=adds)
    if starts_at is None:
        schedule.cancel_in(talk.db, session, cause=cause)
        return
    length = session.ends_at - session.starts_at
    plan = replace(schedule.plan_of(session), starts_at=starts_at, ends_at=starts_at + length)
    schedule.change_in(talk.db, session, plan, cause=cause)


def _foretell(
    talk: Talk,
    dialogue: Dialogue,
    starts_at: datetime | None,
    *,
    say: Say,
    sentence: Sentence | None = None,
) -> None:
    """Rehearse it, remember what came out under a new mark, and show that."""
    session = access.session(talk.db, talk.caller, dialogue.said["session"], lock=True)
    schedule.check_open(session, talk.now)
    found = consequences.within(
        talk.db,
        lambda: _do(talk, session, starts_at, adds=sentence),
        now=talk.now,
        say=say,
    )
    mark = secrets.token_hex(4)
    dialogues.go_on(
        dialogue,
        Step.CONFIRM,
        mark=mark,
        starts=starts_at.isoformat() if starts_at else None,
        sentence=sentence.texts[Language.DANISH] if sentence else "",
        **_remembered(talk, found),
    )
    talk.db.flush()
    says = {language for _, language in found.says}
    for language in (one for one in ORDER if one in says):
        talk.answer(EditSample(mark, language.value))
    talk.answer(EditSummary(mark))


def _remembered(talk: Talk, found: Consequences) -> dict[str, object]:
    """Return what a dialogue keeps of it: no name, and no word of anybody's own."""
    told = Counter(
        language.value
        for language in {one.person.id: one.person.language for one in found.reached}.values()
    )
    own = [one for one in found.unreached if one.municipality_id == talk.caller.municipality_id]
    return {
        "told": dict(told),
        "says": {language.value: str(text.html) for (_, language), text in found.says.items()},
        "to_call": [one.id for one in own],
        "elsewhere": len(found.unreached) - len(own),
    }


def _sentence(danish: str, others: Others) -> Sentence | None:
    """Return what is added, with what was chosen for those who do not read Danish."""
    return sentences.read(
        {Language.DANISH: danish},
        danish=ORDER if others is not Others.WITHOUT else (),
        without=ORDER[1:] if others is Others.WITHOUT else (),
    )
