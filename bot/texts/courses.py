"""News of a place on a course: somebody has one, or has it no longer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.texts import icons, sessions, when
from bot.texts.added import WithAdded
from bot.texts.facts import Facts
from bot.texts.message import Text
from bot.texts.say import Voice, bold, isolate, lines, shorten
from storage.vocabulary import Language, SessionKind


@dataclass(frozen=True)
class CourseFacts:
    """A course, whether the person has a place on it now, and when and where it goes on.

    `is_completed` tells whether they were on it until its end.
    """

    names: Mapping[Language, str]
    is_on: bool
    next_at: datetime | None = None
    place: str = ""
    is_completed: bool = False

    def name(self, language: Language) -> str:
        """Return the name in this language, else the Danish one, which is always there."""
        return self.names.get(language) or self.names[Language.DANISH]


@dataclass(frozen=True)
class AboutCourse(WithAdded):
    """News of a place on a course; whatever was new, it tells how things are now."""

    course_id: int
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return whether the person has a place, and what comes first."""
        found = facts.about
        if not isinstance(found, CourseFacts):
            gone = voice.line(icons.SCHEDULE, voice.say("This is no longer on your schedule."))
            return Text(gone, edits=self.edits)
        told = _joined(voice, found) if found.is_on else _left(voice, found)
        html = lines(*told, *self.added(voice, facts, ended=not found.is_on))
        return Text(html, edits=self.edits)


@dataclass(frozen=True)
class CourseJoined(AboutCourse):
    """Somebody has got a place on a course."""

    kind = "course_joined"


@dataclass(frozen=True)
class CourseLeft(AboutCourse):
    """Somebody's place on a course has ended."""

    kind = "course_left"
    tells_end = True


@dataclass(frozen=True)
class CourseCompleted(AboutCourse):
    """Somebody has completed a course; a kind of its own, so that it is foretold beside leaving."""

    kind = "course_completed"
    tells_end = True


COURSE_NEWS = (CourseJoined.kind, CourseLeft.kind, CourseCompleted.kind)


def _joined(voice: Voice, found: CourseFacts) -> list[Markup | str]:
    head = voice.line(icons.ADDED, bold(voice.say("You have a place on this course:")))
    if found.next_at is None:
        return [head, _heading(voice, found)]
    first = voice.say("Next time: {moment}", moment=when.moment(found.next_at, voice.language))
    return [
        head,
        _heading(voice, found),
        voice.line(icons.SCHEDULE, first),
        voice.line(icons.PLACE, shorten(found.place, sessions.PLACE)),
    ]


def _left(voice: Voice, found: CourseFacts) -> list[Markup | str]:
    if found.is_completed:
        done = voice.line(icons.YES, bold(voice.say("You have completed this course:")))
        return [done, _heading(voice, found)]
    return [
        voice.line(icons.CANCELLED, bold(voice.say("You are no longer on this course:"))),
        _heading(voice, found),
        "",
        voice.say("You do not need to come."),
    ]


def _heading(voice: Voice, found: CourseFacts) -> Markup:
    title = shorten(found.name(voice.language), sessions.TITLE)
    return voice.line(icons.KINDS[SessionKind.CLASS], isolate(bold(title)))
