"""What can be done beside what the keys below the chat do."""

from dataclasses import dataclass

from bot.texts import icons, menu
from bot.texts.facts import Facts
from bot.texts.message import Button, Text
from bot.texts.notices import Notice
from bot.texts.pages import paged
from bot.texts.say import Voice, bold


@dataclass(frozen=True)
class More(Notice):
    """A page of choices; the last one leads on, and from the last page back to the first."""

    kind = "more"
    heard = True
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the choices, each on a line of its own."""
        choices = [Button(item.shown, f"menu:{item.command}") for item in menu.behind(voice)]
        head = voice.line(icons.MORE, bold(menu.more(voice).word))
        return Text(head, paged(voice, choices, self.page, "more:{page}"), edits=self.edits)
