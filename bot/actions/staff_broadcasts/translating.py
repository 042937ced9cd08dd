"""A language without a reviewed translation: wait, send the Danish, or write it now."""

from bot.actions import writings as keeping
from bot.actions.staff_broadcasts import steps
from bot.actions.staff_broadcasts.steps import Step, sender_verb
from bot.actions.talk import Talk
from bot.rules.writings import Contents, Draft
from bot.texts.staff.translations import AskGap, AskTranslation
from storage import writings
from storage.broadcasts import Broadcast
from storage.vocabulary import Gap, Language

WRITE, REVIEWED = "write", "reviewed"


@sender_verb
def decide(talk: Talk, broadcast_id: int, language: Language, what: str) -> None:
    """Decide what the readers of a language get."""
    talk.toast()
    broadcast = steps.draft(talk, broadcast_id)
    if what == WRITE:
        steps.wait_for(talk, Step.TRANSLATION, broadcast, language=language)
        talk.answer(AskTranslation(broadcast_id, language, edits=talk.turn.button_of))
        return
    if what == REVIEWED:
        keeping.review_in(talk.db, broadcast.writing_id, language, cause=talk.cause)
        broadcast.gaps = {one: gap for one, gap in broadcast.gaps.items() if one != language}
    else:
        broadcast.gaps = {**broadcast.gaps, language: Gap(what)}
    steps.change(talk, broadcast)
    talk.answer(AskGap(broadcast_id, language, is_chosen=True, edits=talk.turn.button_of))
    steps.go_on(talk, broadcast)


def ask(talk: Talk, broadcast: Broadcast, language: Language) -> None:
    """Ask what the readers of a language get."""
    steps.wait_for(talk, Step.CHOICE, broadcast)
    talk.answer(AskGap(broadcast.id or 0, language))


def keep(talk: Talk, broadcast: Broadcast, language: Language, text: str) -> None:
    """Keep what was written as a draft, and ask whether it is reviewed."""
    known = writings.translations_of(talk.db, broadcast.writing_id).get(language)
    choices = tuple(str(one) for one in known.choices) if known else ()
    steps.change(talk, broadcast, Contents({language: Draft(text, choices)}))
    ask(talk, broadcast, language)
