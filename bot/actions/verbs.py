"""Actions out of what is done in a turn: each update once, in one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from sqlmodel import Session as Db

from bot.actions import limits, reach, whose
from bot.actions.limits import Standing
from bot.actions.talk import Talk, key_of
from bot.actions.turns import Desk, Turn
from bot.rules.refusals import NotThere, Refused
from bot.texts.guidance import TooMany
from bot.texts.staff.refused import StaffRefused
from bot.texts.toasts import Says
from storage import changes, chats, dialogues, outbox
from storage.chats import Chat
from storage.people import Participant
from storage.staff import Staff

P = ParamSpec("P")


def unlimited_verb(
    act: Callable[Concatenate[Talk, P], None],
) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what is done in a turn; the same update again does nothing.

    What is not there, or not theirs, is out of date: nothing of the turn is kept but that word.
    """

    @wraps(act)
    def once(desk: Desk, turn: Turn, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            _do(desk, turn, lambda talk: act(talk, *args, **kwargs))
        except NotThere:
            _do(desk, turn, Talk.out_of_date)

    return once


def verb(act: Callable[Concatenate[Talk, P], None]) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what somebody does; what is too much for a minute has no effect."""

    @wraps(act)
    def within_limits(talk: Talk, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if talk.turn.resumed or not _is_too_much(talk):
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


def staff_verb(
    act: Callable[Concatenate[Talk, P], None],
) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what only a member of staff can do in their own chat."""

    @wraps(act)
    def for_staff(talk: Talk, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if talk.staff is None:
            talk.out_of_date()
            return
        if talk.turn.command:  # whatever was begun is left by it
            dialogues.end(talk.db, talk.chat.id or 0)
        elif talk.turn.button_of is not None:
            dialogues.leave(talk.db, talk.chat.id or 0)
        act(talk, *args, **kwargs)

    return verb(for_staff)


def caseworker_verb(
    act: Callable[Concatenate[Talk, P], None], *, others: type[Refused]
) -> Callable[Concatenate[Desk, Turn, P], None]:
    """Make an action of what only caseworkers can do in their own chat; coordinators are `others`.

    When it cannot be done, nothing of it is kept but the word why.
    """

    @wraps(act)
    def or_why_not(talk: Talk, /, *args: P.args, **kwargs: P.kwargs) -> None:
        answers = talk.answers
        try:
            with talk.db.begin_nested():
                if talk.caller.counts_only:
                    raise others
                act(talk, *args, **kwargs)
        except NotThere:
            raise
        except Refused as refused:
            talk.answers = answers
            talk.toast()
            talk.answer(StaffRefused.of(refused))

    return staff_verb(or_why_not)


def _do(desk: Desk, turn: Turn, act: Callable[[Talk], None]) -> None:
    with desk.database.transaction() as db:
        if not _is_done(db, desk, turn):
            act(_open(db, desk, turn))


def _is_done(db: Db, desk: Desk, turn: Turn) -> bool:
    key = key_of(desk, turn)
    return outbox.is_owed(db, f"{key}:0") or changes.with_cause(db, key) is not None


def _open(db: Db, desk: Desk, turn: Turn) -> Talk:
    now = desk.clock()
    chat = chats.by_telegram(db, desk.bot, turn.telegram_id)
    if chat is None:
        chat = Chat(bot=desk.bot, telegram_id=turn.telegram_id, since=now)
        db.add(chat)
        db.flush()
    elif turn.resumed:
        chat.unheard = [one for one in chat.unheard if one["update"] != turn.update_id]
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
