"""What needs a member of staff, with one tap for each thing."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.texts import icons, sessions, when
from bot.texts.facts import Facts
from bot.texts.message import Button, Text, button
from bot.texts.pages import page_of
from bot.texts.say import Voice, bold, lines
from bot.texts.staff import StaffNotice
from storage.vocabulary import OutcomeKind, TaskKind

ONE_TAP = (
    TaskKind.CALL_ME,
    TaskKind.ABSENCE,
    TaskKind.MESSAGE,
    TaskKind.OUTCOME,
    TaskKind.HELP_WANTED,
    TaskKind.LOW_CHECK_IN,
    TaskKind.SEARCH,
)
"""What can be dealt with here; all else needs the console."""


@dataclass(frozen=True)
class Waiting:
    """One thing that needs somebody; `on` is the day of an absence or the start of a job.

    `search` is the name of the saved search that finds them.
    """

    task_id: int
    kind: TaskKind
    name: str
    on: date | None = None
    what: OutcomeKind | None = None
    employer: str = ""
    search: str = ""


@dataclass(frozen=True)
class Desk:
    """All that needs one member of staff; who sees counts only has no rows."""

    rows: tuple[Waiting, ...]
    counts: tuple[tuple[TaskKind, int], ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True)
class StaffToday(StaffNotice):
    """The list, the oldest first."""

    kind = "staff_today"
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return a line and a button for each thing."""
        desk = facts.about if isinstance(facts.about, Desk) else Desk(())
        shown, following = page_of(desk.rows, self.page)
        day = when.day(facts.now, voice.language)
        html = lines(
            voice.line(icons.TODAY, bold(voice.say("Today, {day}", day=day))),
            *(_line(voice, number, row) for number, row in enumerate(shown, 1)),
            *(_count(voice, kind, number) for kind, number in desk.counts),
            *([] if shown or desk.counts else [voice.say("Nothing needs you now.")]),
            *elsewhere(voice, desk.elsewhere),
        )
        buttons = [button_for(voice, number, row) for number, row in enumerate(shown, 1)]
        if following is not None:
            buttons.append(button(icons.LATER, voice.label("More"), f"desk:{following}"))
        rows = tuple((one,) for one in buttons)
        keys = None if self.edits else menu(voice)
        return Text(html, rows, menu=keys if not rows else None, edits=self.edits)


def keys(voice: Voice) -> dict[str, str]:
    """Return the keys below the chat by their commands."""
    return {
        "today": f"{icons.TODAY} {voice.label('Today')}",
        "sessions": f"{icons.SCHEDULE} {voice.label('Sessions')}",
        "send": f"{icons.BROADCAST} {voice.label('New broadcast')}",
        "find": f"{icons.SEARCH} {voice.label('Find people')}",
    }


def menu(voice: Voice) -> tuple[tuple[str, ...], ...]:
    """Return the keys two by two: three in a row are too narrow for their words."""
    shown = tuple(keys(voice).values())
    return shown[:2], shown[2:]


def said(voice: Voice, row: Waiting) -> Markup:
    """Return the line of one thing."""
    return voice.line(_ICONS[row.kind], _said(voice, row))


def button_for(voice: Voice, number: int, row: Waiting, *, deal: str = "desk_deal") -> Button:
    """Return the button of the thing with this number; `deal` is what a tap does that ends it."""
    match row.kind:
        case TaskKind.MESSAGE:
            return Button(
                f"{number} · {icons.MESSAGE} {voice.label('Show')}", f"desk_show:{row.task_id}"
            )
        case TaskKind.ABSENCE:
            words = voice.label("Noted")
        case TaskKind.OUTCOME:
            words = voice.label("Confirm")
        case _:
            words = voice.label("Done")
    return Button(f"{number} · {icons.YES} {words}", f"{deal}:{row.task_id}")


def elsewhere(voice: Voice, number: int) -> list[Markup]:
    """Return how much can be dealt with in the console only, if anything."""
    if not number:
        return []
    said = voice.say_n(
        "{n} more thing waits in the console.", "{n} more things wait in the console.", number
    )
    return [voice.line(icons.BELOW, said)]


def _line(voice: Voice, number: int, row: Waiting) -> Markup:
    return Markup("{} · {}").format(number, said(voice, row))


def _said(voice: Voice, row: Waiting) -> Markup:
    name = sessions.short_name(row.name)
    on = when.day(row.on, voice.language) if row.on else "–"
    match row.kind:
        case TaskKind.ABSENCE:
            return voice.say("{name} cannot come on {day}.", name=name, day=on)
        case TaskKind.OUTCOME:
            return _found(voice, row, name, on)
        case TaskKind.SEARCH:
            return voice.say("“{search}” now finds {name}.", search=row.search or "–", name=name)
        case _:
            return _wanted(voice, row.kind, name)


def _wanted(voice: Voice, kind: TaskKind, name: str) -> Markup:
    match kind:
        case TaskKind.CALL_ME:
            return voice.say("{name} wants a call.", name=name)
        case TaskKind.MESSAGE:
            return voice.say("{name} has written.", name=name)
        case TaskKind.HELP_WANTED:
            return voice.say("{name} asks for help.", name=name)
        case _:
            return voice.say("{name} says that it does not go well.", name=name)


def _found(voice: Voice, row: Waiting, name: str, on: str) -> Markup:
    employer = sessions.short_name(row.employer) or "–"
    match row.what:
        case OutcomeKind.EDUCATION:
            return voice.say(
                "{name} says: found an education, {employer}, from {day}.",
                name=name,
                employer=employer,
                day=on,
            )
        case OutcomeKind.IGU:
            return voice.say(
                "{name} says: found an IGU, {employer}, from {day}.",
                name=name,
                employer=employer,
                day=on,
            )
        case _:
            return voice.say(
                "{name} says: found a job, {employer}, from {day}.",
                name=name,
                employer=employer,
                day=on,
            )


def _count(voice: Voice, kind: TaskKind, number: int) -> Markup:
    said = {
        TaskKind.ABSENCE: voice.say("Absences: {n}", n=number),
        TaskKind.MESSAGE: voice.say("Messages: {n}", n=number),
        TaskKind.OUTCOME: voice.say("Claims of a job: {n}", n=number),
    }
    return voice.line(_ICONS[kind], said[kind])


_ICONS = {
    TaskKind.ABSENCE: icons.ABSENCE,
    TaskKind.CALL_ME: icons.CALL_ME,
    TaskKind.MESSAGE: icons.MESSAGE,
    TaskKind.OUTCOME: icons.FOUND,
    TaskKind.HELP_WANTED: icons.HELP,
    TaskKind.LOW_CHECK_IN: icons.CHECK_IN,
    TaskKind.SEARCH: icons.SEARCH,
}
