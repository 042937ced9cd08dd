"""Listen to a message."""

from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.texts.listening import Heard
from storage import said


@linked_verb
def hear(talk: Talk) -> None:
    """Owe the voice of the message whose button was tapped."""
    shown = said.in_message(
        talk.db,
        talk.chat.bot,
        talk.turn.button_of or 0,
        chat_id=talk.chat.id or 0,
        participant_id=talk.participant_id or 0,
    )
    if shown is None:
        talk.out_of_date()
        return
    talk.toast()
    talk.answer(Heard(shown.id or 0))
