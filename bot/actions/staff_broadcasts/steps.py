"""The steps from whom it goes to until it is sent; the draft is the row that the console has, too.

What is still to be asked follows from the draft, so that it can be gone on with anywhere and at
any time: the dialogue holds no more than which question is open.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any, Concatenate, ParamSpec

from bot.actions import access, dialogues
from bot.actions.broadcasts import audience as people, confirming, drafting, prepared
from bot.actions.talk import Talk
from bot.actions.turns import Desk, Turn
from bot.actions.verbs import caseworker_verb
from bot.rules import variables
from bot.rules.broadcasts import NotADraft
from bot.rules.refusals import Refused
from bot.rules.writings import Contents
from bot.texts.staff.broadcasts import AskReply, AskSession
from bot.texts.staff.previews import Sample, Summary
from bot.texts.staff.translations import AskGap
from storage import audiences, writings
from storage.broadcasts import Broadcast
from storage.dialogues import Dialogue
from storage.vocabulary import BroadcastState, DialogueKind, Gap, Language, TranslationState

P = ParamSpec("P")


class Step(StrEnum):
    """What is awaited: a tap, a text, or how many people it goes to."""

    CHOICE = "choice"
    TEXT = "text"
    TRANSLATION = "translation"
    NUMBER = "number"


class CoordinatorsSeeNumbers(Refused):
    """Coordinators see numbers only: a caseworker sends broadcasts."""


class FilesInConsole(Refused):
    """A picture, a file or a voice note is added in the console. Write the text without it here."""


class AsCorrected(Refused):
    """A correction goes to everybody who has the wrong words, and asks what these have asked."""


class ChooseOne(Refused):
    """Tap a button, or write its number."""


def sender_verb(
    act: Callable[Concatenate[Talk, P], None],
) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what a caseworker does; when it cannot be done, nothing but why is kept."""
    return caseworker_verb(act, others=CoordinatorsSeeNumbers)


def awaited(talk: Talk) -> Dialogue | None:
    """Return the open question, if there is one."""
    return dialogues.of(talk, DialogueKind.BROADCAST)


def draft(talk: Talk, broadcast_id: int) -> Broadcast:
    """Return a locked draft of the caller's own; raises NotThere, NotADraft."""
    broadcast = access.broadcast(talk.db, talk.caller, broadcast_id, lock=True)
    if broadcast.state is not BroadcastState.DRAFT:
        raise NotADraft
    return broadcast


def chosen(talk: Talk, broadcast_id: int) -> Broadcast:
    """Return a locked draft whose people, session and answers are chosen; raises AsCorrected too.

    Those of a correction are those of what it corrects.
    """
    broadcast = draft(talk, broadcast_id)
    if broadcast.is_correction:
        raise AsCorrected
    return broadcast


def wait_for(talk: Talk, step: Step, broadcast: Broadcast | None = None, **said: Any) -> None:  # noqa: ANN401  # words of JSON
    """Await this step, of what is being written or of another one."""
    known = awaited(talk)
    number = broadcast.id if broadcast else None
    if known is None or known.said.get("broadcast") != number:
        known = dialogues.begin(talk, DialogueKind.BROADCAST, step, broadcast=number)
    dialogues.go_on(known, step, **said)


def change(
    talk: Talk, broadcast: Broadcast, contents: Contents | None = None, **plan: object
) -> None:
    """Change a draft; raises what `drafting.edit` raises."""
    wanted = replace(drafting.plan_of(broadcast), **plan)  # type: ignore[arg-type]
    cause = talk.cause.part("draft")
    drafting.edit_in(talk.db, broadcast, wanted, contents or Contents(), cause=cause)


def go_on(talk: Talk, broadcast: Broadcast) -> None:
    """Ask for the first thing that a draft lacks; when it lacks nothing, show it."""
    number = broadcast.id or 0
    known = awaited(talk)
    is_new = known is not None and known.said.get("is_new")
    danish = writings.translations_of(talk.db, broadcast.writing_id)[Language.DANISH]
    wait_for(talk, Step.CHOICE, broadcast)
    if variables.needs_session(danish.text) and broadcast.session_id is None:
        talk.answer(AskSession(number))
    elif is_new:
        talk.answer(AskReply(number))
    elif (language := _gap(talk, broadcast)) is not None:
        talk.answer(AskGap(number, language))
    else:
        show(talk, broadcast)


def show(talk: Talk, broadcast: Broadcast) -> None:
    """Show what each language gets, and below it what can be done."""
    number = broadcast.id or 0
    wait_for(talk, Step.CHOICE, broadcast)
    for one in prepared.of(talk.db, broadcast, talk.now).readers:
        if one.state is TranslationState.REVIEWED or one.gap is Gap.DANISH:
            talk.answer(Sample(number, one.language))
    talk.answer(Summary(number))


def _gap(talk: Talk, broadcast: Broadcast) -> Language | None:
    """Return the first language of the audience for which nothing is decided."""
    counts = audiences.by_language(talk.db, people.of(talk.db, broadcast, talk.now))
    found = confirming.gaps(talk.db, broadcast, counts)
    return next((one for one in found if one not in broadcast.gaps), None)
