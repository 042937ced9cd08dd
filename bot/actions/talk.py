"""A turn while its transaction is open: who is talking, and what they are answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import access, notices, sentences
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.turns import Desk, Said, Turn
from bot.texts.details import SessionDetail
from bot.texts.guidance import Pointer
from bot.texts.joining import AskConsent, AskLanguage, Unknown, Welcome
from bot.texts.leaving import Stopped
from bot.texts.notices import Notice, Question
from bot.texts.sharing import AskWho
from bot.texts.staff.today import StaffToday
from bot.texts.toasts import Says, TapAnswer
from storage import attendance
from storage.chats import Chat, Link
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import ChatState


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
        return Cause(self.caller, key_of(self.desk, self.turn), self.now)

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
            sentences.carried(self.db, self.chat, notice, self.participant_id),
            key=f"{key_of(self.desk, self.turn)}:{self.answers}",
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
                self._ask_who()
            case ChatState.CHOOSING_LANGUAGE:
                self.answer(AskLanguage())
            case ChatState.CONSENTING if self.chat.invitation_id:
                self.answer(AskConsent(self.chat.invitation_id))
            case ChatState.STOPPED if self.chat.invitation_id:
                self.answer(Stopped())
            case _:
                self.answer(Unknown())

    def _ask_who(self) -> None:
        """Ask who holds the phone; what was written or sent goes on when that is known."""
        if self.turn.tap is None and self.turn.typed_for is None and self.turn.said != Said():
            waiting = {"update": self.turn.update_id, "whose": None}
            self.chat.unheard = [*self.chat.unheard, waiting]
        self.answer(AskWho())

    def _welcome(self) -> None:
        """Welcome by name, followed by the next thing on the schedule."""
        self.answer(Welcome())
        ahead = self.next_session()
        if ahead is not None:
            self.answer(SessionDetail(session_id=ahead.id or 0))

    def next_session(self) -> Session | None:
        """Return the person's next session that is not over and not cancelled."""
        ahead = attendance.next_of(self.db, self.participant_id or 0, self.now, or_on=True)
        return self.db.get(Session, ahead) if ahead else None


def key_of(desk: Desk, turn: Turn) -> str:
    """Return the name of a turn as a cause; the same update again is the same cause."""
    key = f"update:{desk.bot}:{turn.update_id}"
    return f"{key}:resumed" if turn.resumed else key
