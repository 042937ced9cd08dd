"""Staff look for people in their own chat, in the words of the query language."""

from enum import StrEnum

from bot.actions import dialogues, searches
from bot.actions.talk import Talk
from bot.actions.verbs import staff_verb
from bot.rules.refusals import NotThere, Refused
from bot.rules.search import typed
from bot.rules.search.refused import BadQuery
from bot.texts.staff.refused import StaffRefused
from bot.texts.staff.searches import AskQuery, SearchFound, SearchRefused
from storage import inbox
from storage.vocabulary import DialogueKind


class Step(StrEnum):
    """What is awaited."""

    QUERY = "query"


class OnlyWords(Refused):
    """Only text can be searched for. Write a name, or what you want to know."""


@staff_verb
def find(talk: Talk) -> None:
    """Answer whom a query finds that stands behind the command; without one, await it."""
    asked = typed.behind_command(talk.turn.said.text)
    if asked:
        _look(talk, asked)
    else:
        dialogues.begin(talk, DialogueKind.SEARCH, Step.QUERY)
        talk.answer(AskQuery())


@staff_verb
def hear(talk: Talk) -> None:
    """Take up the query that was awaited."""
    said = talk.turn.said
    if said.media or said.is_other or not said.text.strip():
        talk.answer(StaffRefused.of(OnlyWords()))
    else:
        _look(talk, said.text.strip())


@staff_verb
def turn_to(talk: Talk, update_id: int, page: int) -> None:
    """Show another page of whom a query finds that was written in this very chat."""
    kept = inbox.number_of(talk.db, talk.desk.bot, update_id)
    if kept is None or kept.chat_key != talk.turn.telegram_id:
        raise NotThere
    talk.toast()
    talk.answer(_found(talk, update_id, page))


def _look(talk: Talk, asked: str) -> None:
    """Answer whom a query finds, or where it is not understood: then it may be written again.

    What was asked may be somebody's name: it stays in the inbox, and is read there as it is said.
    """
    try:
        searches.check(talk.db, talk.caller, asked, now=talk.now)
    except BadQuery as refused:
        dialogues.begin(talk, DialogueKind.SEARCH, Step.QUERY)
        talk.answer(SearchRefused.within(talk.turn.update_id, refused))
        return
    dialogues.end(talk)
    talk.answer(_found(talk, talk.turn.update_id))


def _found(talk: Talk, update_id: int, page: int = 0) -> SearchFound:
    return SearchFound(update_id, talk.desk.console_url, page, edits=talk.turn.button_of)
