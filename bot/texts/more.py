"""What can be done beside what the keys below the chat do."""

from dataclasses import dataclass

from bot.texts import icons, menu
from bot.texts.facts import Facts
from bot.texts.message import Button, Text
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold

SHOWN = 4
"""So many choices at a time."""


@dataclass(frozen=True)
class More(Notice):
    """A page of choices; the last one leads on, and from the last page back to the first."""

    kind = "more"
    heard = True
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the choices, each on a line of its own."""
        choices = menu.behind(voice)
        pages = _pages(choices)
        shown = pages[self.page % len(pages)] if pages else ()
        buttons = [Button(item.shown, f"menu:{item.command}") for item in shown]
        if len(pages) > 1:
            onward = f"{icons.LATER} {menu.more(voice).word}"
            buttons.append(Button(onward, f"more:{(self.page + 1) % len(pages)}"))
        head = voice.line(icons.MORE, bold(menu.more(voice).word))
        return Text(head, tuple((button,) for button in buttons), edits=self.edits)


def _pages(choices: tuple[menu.Item, ...]) -> list[tuple[menu.Item, ...]]:
    """Share the choices out evenly: four on one page, else room for the one that leads on."""
    if len(choices) <= SHOWN:
        return [choices] if choices else []
    size = SHOWN - 1
    return [choices[start : start + size] for start in range(0, len(choices), size)]
