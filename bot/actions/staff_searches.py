"""Staff look for people in their own chat, in the words of the query language."""

from bot.actions import searches
from bot.actions.talk import Talk
from bot.actions.verbs import staff_verb
from bot.rules.search.refused import BadQuery
from bot.rules.search.typed import behind_command
from bot.texts.staff.refused import StaffRefused
from bot.texts.staff.searches import AskQuery, SearchFound


@staff_verb
def find(talk: Talk) -> None:
    """Answer whom a query finds, or where it is not understood.

    What was asked may be somebody's name: it stays in the inbox, and is read there as it is said.
    """
    asked = behind_command(talk.turn.said.text)
    if not asked:
        talk.answer(AskQuery())
        return
    try:
        searches.check(talk.db, talk.caller, asked, now=talk.now)
    except BadQuery as refused:
        talk.answer(StaffRefused.of(refused))
        return
    talk.answer(SearchFound(talk.turn.update_id, talk.desk.console_url))
