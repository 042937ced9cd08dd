"""What a sentence can speak of: loaded at delivery, so always as it is now."""

from dataclasses import dataclass
from datetime import datetime

from bot.texts.reasons import ReasonFacts
from storage.vocabulary import AnswerKind, Language, SessionKind


@dataclass(frozen=True)
class SessionFacts:
    """A session as its participant may see it; moments are aware UTC.

    `acknowledged` tells whether the person has confirmed the latest change. `receipt` is the
    number under which it was noted that they cannot come. `course` is the Danish name of its course,
    for staff only.
    """

    id: int
    kind: SessionKind
    titles: dict[Language, str]
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str
    latitude: float | None
    longitude: float | None
    bring: str
    cancelled: bool
    contact: str = ""
    revision: int = 1
    acknowledged: bool = False
    answer: AnswerKind | None = None
    reason: ReasonFacts | None = None
    answered_at: datetime | None = None
    receipt: int | None = None
    course: str = ""

    def title(self, language: Language) -> str:
        """Return the title in this language, else the Danish one, which is always there."""
        return self.titles.get(language) or self.titles[Language.DANISH]


@dataclass(frozen=True)
class Added:
    """A sentence that a caseworker has added, and the language that it is in."""

    text: str
    language: Language


@dataclass(frozen=True)
class Facts:
    """Everything that the messages to one person can speak of.

    `name` is empty for a chat that is not linked; the municipality is then the one that
    invited, if any. `called` is the form of the name that the person has chosen. When several
    share the phone, `sharers` are the first names by their ids, and `first_name` is this
    person's; `stays` tells whether the chat is still anybody's. Who is `discreet` wants no more
    on the screen than a day and a time. `sessions` are those of the window that the notice asked for,
    `following` is the next session after now. `about` is what else a kind of notice speaks of,
    as its own loader returns it; `added` is what a caseworker has added to it. It `listens` when a voice is there for this kind of notice.
    """

    language: Language
    now: datetime
    name: str = ""
    called: str = ""
    first_name: str = ""
    sharers: tuple[tuple[int, str], ...] = ()
    stays: bool = True
    discreet: bool = False
    municipality: str = ""
    phone: str | None = None
    caseworker: str | None = None
    session: SessionFacts | None = None
    sessions: tuple[SessionFacts, ...] = ()
    following: SessionFacts | None = None
    about: object = None
    added: Added | None = None
    listens: bool = False
