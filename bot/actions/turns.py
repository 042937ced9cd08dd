"""One turn of a conversation: an update of Telegram's, done once, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from sqlmodel import Session as Db

from bot.actions import access, changes, limits, notices, reach, whose
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.limits import Standing
from bot.clock import Clock
from bot.texts.details import SessionDetail
from bot.texts.guidance import Pointer, TooMany
from bot.texts.joining import AskConsent, AskLanguage, Unknown, Welcome
from bot.texts.leaving import Stopped
from bot.texts.notices import Notice, Question
from bot.texts.sharing import AskWho
from bot.texts.staff.today import StaffToday
from bot.texts.toasts import Says, TapAnswer
from storage import attendance, chats, dialogues, outbox
from storage.chats import Chat, Link
from storage.database import Database
from storage.people import Participant
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import ChatState, MediaKind

P = ParamSpec("P")
A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Desk:
    """Where the conversations of one bot are held; `secret` is the key that signs invitations.

    More than `updates_a_minute` from one chat are too many.
    """

    database: Database
    bot: str
    secret: str
    clock: Clock
    updates_a_minute: int = 20


@dataclass(frozen=True)
class Media:
    """A voice note or a picture as Telegram names it; `size` in bytes, `seconds` of a voice."""

    kind: MediaKind
    telegram_file: str
    size: int | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class Said:
    """What somebody has written, or sent with a few words or none.

    `is_other` when it is of a kind that we do not take: a sticker, a film, a file.
    """

    text: str = ""
    media: Media | None = None
    is_other: bool = False


@dataclass(frozen=True)
class Turn:
    """What somebody did in their private chat with the bot.

    `tap` is Telegram's id of a tap on a button, `message_id` the message with that button.
    `typed_for` is the message whose button somebody meant who typed its words or its number.
    `said` is what was written or sent, `reply_to` the message that it answers. `command` is the
    command that was meant, `chooses` the person who says that they hold a shared phone.
    """

    update_id: int
    telegram_id: int
    tap: str | None = None
    message_id: int | None = None
    typed_for: int | None = None
    said: Said = field(default_factory=Said)
    reply_to: int | None = None
    command: str | None = None
    chooses: int | None = None

    @property
    def button_of(self) -> int | None:
        """The message whose button was meant, if any was."""
        return self.typed_for if self.message_id is None else self.message_id


Act = Callable[[Desk, Turn], None]
"""What a command, a button or a word does."""


@dataclass
class Talk:
    """A turn while its transaction is open; `link` says whose turn it is, if anybody's.

    `links` are those of everybody whose phone it is: when several share it, `link` is None until
    one of them has said who it is. `staff` is the member of staff whose own chat it is: then it
    is no participant's.
    """

    db: Db
    desk: Desk
    turn: Turn
    chat: Chat
    link: Link | None
    now: datetime
    links: Sequence[Link] = ()
    staff: Staff | None = None
    answers: int = 0

    @property
    def cause(self) -> Cause:
        """The update as the cause of what it changes."""
        key = _key(self.desk, self.turn)
        return Cause(self.caller, key, self.now)

    @property
    def caller(self) -> Caller:
        """Whose chat it is; somebody who may see nothing, when it is nobody's."""
        if self.staff is not None:
            return access.staff(self.staff)
        if self.link is None:
            return Caller(municipality_id=0, participant_id=0)
        return Caller(
            municipality_id=self.link.municipality_id, participant_id=self.link.participant_id
        )

    @property
    def participant_id(self) -> int | None:
        """Whose chat it is, if anybody's."""
        return self.link.participant_id if self.link else None

    def answer(self, notice: Notice) -> None:
        """Owe this chat an answer."""
        notices.answer(
            self.db,
            self.chat,
            notice,
            key=f"{_key(self.desk, self.turn)}:{self.answers}",
            now=self.now,
            participant_id=self.participant_id if notice.is_personal() else None,
            staff_id=self.staff.id if self.staff and notice.is_personal() else None,
        )
        self.answers += 1

    def toast(self, says: Says = Says.NOTHING) -> None:
        """Answer the tap, if the turn is one."""
        if self.turn.tap is not None:
            self.answer(TapAnswer(self.turn.tap, says.value))

    def spend(self, question: Question, chosen: str) -> None:
        """Let the buttons of an answered question go, and what was chosen be read there."""
        if self.turn.button_of is not None:
            self.answer(replace(question, chosen=chosen, edits=self.turn.button_of))

    def out_of_date(self) -> None:
        """Answer a tap or a typed number that means nothing any more."""
        if self.turn.tap is not None:
            self.toast(Says.OUT_OF_DATE)
        elif self.link is not None:
            self.answer(Pointer())
        else:
            self.where_we_are()

    def where_we_are(self) -> None:
        """Say again what this chat has come to."""
        match self.chat.state:
            case _ if self.link is not None:
                self._welcome()
            case _ if self.staff is not None:
                self.answer(StaffToday())
            case _ if self.links:
                self.answer(AskWho(self.turn.command or ""))
            case ChatState.CHOOSING_LANGUAGE:
                self.answer(AskLanguage())
            case ChatState.CONSENTING if self.chat.invitation_id:
                self.answer(AskConsent(self.chat.invitation_id))
            case ChatState.STOPPED:
                self.answer(Stopped())
            case _:
                self.answer(Unknown())

    def _welcome(self) -> None:
        """Welcome by name, followed by the next thing on the schedule."""
        self.answer(Welcome())
        ahead = self.next_session()
        if ahead is not None:
            self.answer(SessionDetail(session_id=ahead.id or 0))

    def next_session(self) -> Session | None:
        """Return the person's next session that is not over and not cancelled."""
        ahead = attendance.sessions_of_person(
            self.db, self.participant_id or 0, since=self.now, before=self.now + A_YEAR
        )
        return next((session for session in ahead if session.cancelled_at is None), None)


def unlimited_verb(
    act: Callable[Concatenate[Talk, P], None],
) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what is done in a turn; the same update again does nothing."""

    @wraps(act)
    def once(desk: Desk, turn: Turn, /, *args: P.args, **kwargs: P.kwargs) -> None:
        with desk.database.transaction() as db:
            if not _is_done(db, desk, turn):
                act(_open(db, desk, turn), *args, **kwargs)

    return once


def verb(act: Callable[Concatenate[Talk, P], None]) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what somebody does; what is too much for a minute has no effect."""

    @wraps(act)
    def within_limits(talk: Talk, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if not _is_too_much(talk):
            act(talk, *args, **kwargs)

    return unlimited_verb(within_limits)


def linked_verb(
    act: Callable[Concatenate[Talk, P], None],
) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what only a linked person can do; anybody else is told where they are."""

    @wraps(act)
    def for_linked(talk: Talk, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if talk.link is None:
            talk.toast(Says.NOTHING if talk.links else Says.OUT_OF_DATE)
            talk.where_we_are()
        else:
            _reachable_again(talk)
            if talk.turn.command:  # whatever was being written is left by it
                dialogues.leave(talk.db, talk.chat.id or 0)
            act(talk, *args, **kwargs)

    return verb(for_linked)


def _key(desk: Desk, turn: Turn) -> str:
    return f"update:{desk.bot}:{turn.update_id}"


def _is_done(db: Db, desk: Desk, turn: Turn) -> bool:
    key = _key(desk, turn)
    cause = Cause(Caller(), key, desk.clock())
    return outbox.is_owed(db, f"{key}:0") or changes.is_done(db, cause)


def _open(db: Db, desk: Desk, turn: Turn) -> Talk:
    now = desk.clock()
    chat = chats.by_telegram(db, desk.bot, turn.telegram_id)
    if chat is None:
        chat = Chat(bot=desk.bot, telegram_id=turn.telegram_id, since=now)
        db.add(chat)
        db.flush()
    links = chats.links_of_chat(db, chat.id or 0)
    link = whose.turn(db, chat, links, message_id=turn.button_of, chooses=turn.chooses, now=now)
    staff = None if links else _staff_of(db, chat)
    return Talk(db, desk, turn, chat, link, now, links, staff)


def _staff_of(db: Db, chat: Chat) -> Staff | None:
    """Return the member of staff whose own chat this is, while they work here."""
    link = chats.staff_link_of_chat(db, chat.id or 0)
    member = db.get(Staff, link.staff_id) if link else None
    return member if member and member.active else None


def _is_too_much(talk: Talk) -> bool:
    """Tell whether this is more than one person does in a minute; say so once, and to each tap."""
    bot, number = talk.desk.bot, talk.turn.update_id
    standing = limits.judge(talk.db, talk.chat, bot, number, limit=talk.desk.updates_a_minute)
    if standing is Standing.FREE:
        return False
    talk.toast(Says.TOO_MANY)
    if standing is Standing.TO_BE_TOLD:
        talk.answer(TooMany())
    return True


def _reachable_again(talk: Talk) -> None:
    """Who writes to us can be written to, and so can everybody who shares the phone."""
    for link in talk.links:
        person = talk.db.get_one(Participant, link.participant_id)
        if person.unreachable_at is not None:
            reach.regain(talk.db, person, talk.cause.part(f"reachable:{person.id}"))
