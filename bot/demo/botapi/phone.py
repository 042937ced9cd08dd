"""A person's phone: a private chat with the bot, and the hands that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.botapi import entities
from bot.demo.botapi.keyboards import Button, Keyboard, ReplyMarkup
from bot.demo.botapi.messages import Message
from bot.demo.botapi.params import Upload
from bot.demo.botapi.screen import CannotDo, Screen

if TYPE_CHECKING:
    from bot.demo.botapi.telegram import Telegram

MIMES = {"photo": "image/jpeg", "voice": "audio/ogg", "document": "application/octet-stream"}


class Phone(Screen):
    """One person's phone: the messages on it, the keys under the text field, the last pop-up."""

    def __init__(
        self,
        telegram: Telegram,
        user_id: int,
        *,
        first_name: str,
        last_name: str = "",
        username: str = "",
        language_code: str | None = None,
    ) -> None:
        self.telegram = telegram
        self.user_id = user_id
        self.first_name = first_name
        self.last_name = last_name
        self.username = username
        self.language_code = language_code
        self.started = False
        self.blocked = False
        self.toast: str | None = None
        self.toast_is_alert = False
        self.toasts_shown = 0
        self._keys: Keyboard | None = None
        self._history: list[Message] = []

    @property
    def messages(self) -> list[Message]:
        """Everything that ever was on the screen, oldest first; what was deleted is marked."""
        return list(self._history)

    @property
    def keyboard(self) -> list[list[str]] | None:
        """The labels of the keys under the text field, row by row; None if there are none."""
        return [list(row) for row in self._keys.rows] if self._keys else None

    @property
    def placeholder(self) -> str:
        """The hint in the empty text field."""
        return self._keys.placeholder if self._keys else ""

    def start(self, payload: str = "") -> Message:
        """Press START, of a deep link if there is a payload; lifts a block as Telegram does."""
        self.unblock()
        return self.send(f"/start {payload}".strip())

    def send(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write a message, in answer to another if there is one."""
        plain, _ = entities.trim(text, [])
        if not plain:
            raise CannotDo("A message needs text.")
        message = self._new_message()
        message.text, message.entities = plain, entities.detect(plain, [])
        message.reply_to = reply_to
        return self._post(message)

    def attach(
        self,
        kind: str,
        content: bytes,
        *,
        name: str = "file",
        caption: str = "",
        seconds: int = 0,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a "photo", a "document" or a "voice" note, in answer to another message or not."""
        message = self._new_message()
        message.text, message.reply_to = caption, reply_to
        message.file = self.telegram.files.keep(
            kind, Upload(name, content, MIMES[kind]), duration=seconds
        )
        return self._post(message)

    def edit(self, message: Message, text: str) -> None:
        """Change the text of an own message."""
        message.text, message.entities = text, entities.detect(text, [])
        message.edited_at = self.telegram.now()
        self._tell("edited_message", self.telegram.wire(message))

    def press(self, label: str) -> Message:
        """Press a key under the text field, which sends its label."""
        if self._keys is None or not any(label in row for row in self._keys.rows):
            raise CannotDo(f"{self.first_name} has no key {label!r}; there are {self.keyboard}")
        if self._keys.one_time:
            self._keys = None
        return self.send(label)

    def tap(self, button: str, *, message_id: int | None = None) -> str:
        """Tap a button by label or data, on the newest message with it; tells the query's id."""
        message, found = self._find_button(button, message_id)
        if found.url:
            raise CannotDo(f"{button!r} opens the link {found.url}")
        self._must_not_block()
        query_id = self.telegram.tap(self)
        self.toast = None
        query: dict[str, object] = {"id": query_id, "from": self.user(), "data": found.data}
        query |= {"message": self.telegram.wire(message), "chat_instance": str(self.user_id)}
        self._tell("callback_query", query)
        return query_id

    def block(self) -> None:
        """Stop and block the bot."""
        if not self.blocked:
            self.blocked = True
            self._tell_membership("member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        if self.blocked:
            self.blocked = False
            self._tell_membership("kicked", "member")

    def receive(self, message: Message, markup: ReplyMarkup) -> None:
        """Show a message from the bot and the keys it brings."""
        self._history.append(message)
        if markup.keyboard:
            self._keys = markup.keyboard
        elif markup.remove:
            self._keys = None
        self.telegram.changed.ring()

    def show_toast(self, text: str, *, alert: bool) -> None:
        """Show the bot's answer to a tap; an empty one only ends the waiting."""
        self.toast, self.toast_is_alert = text or None, alert
        self.toasts_shown += bool(text)
        self.telegram.changed.ring()

    def user(self) -> dict[str, object]:
        """Shape the person as a sender."""
        shape = {"id": self.user_id, "is_bot": False} | self._names()
        return shape | {"language_code": self.language_code} if self.language_code else shape

    def chat(self) -> dict[str, object]:
        """Shape the private chat."""
        return {"id": self.user_id} | self._names() | {"type": "private"}

    def _names(self) -> dict[str, object]:
        names = ("first_name", "last_name", "username")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    def _find_button(self, button: str, message_id: int | None) -> tuple[Message, Button]:
        for message in reversed(self.screen):
            if message_id not in (None, message.message_id):
                continue
            for found in (found for row in message.buttons for found in row):
                if button in (found.label, found.data):
                    return message, found
        there = [message.labels for message in self.screen if message.buttons]
        raise CannotDo(f"{self.first_name} has no button {button!r}; there are {there}")

    def _must_not_block(self) -> None:
        if self.blocked:
            raise CannotDo(f"{self.first_name} has blocked the bot and must start it again first.")

    def _new_message(self) -> Message:
        self._must_not_block()
        number, now = self.telegram.next_message_id(), self.telegram.now()
        return Message(number, self.user_id, from_bot=False, date=now)

    def _post(self, message: Message) -> Message:
        self.started = True
        self._history.append(message)
        self._tell("message", self.telegram.wire(message))
        return message

    def _tell(self, kind: str, body: dict[str, object]) -> None:
        self.telegram.updates.put(kind, self.user_id, body)
        self.telegram.changed.ring()

    def _tell_membership(self, before: str, after: str) -> None:
        body: dict[str, object] = {
            "chat": self.chat(),
            "from": self.user(),
            "date": int(self.telegram.now().timestamp()),
            "old_chat_member": self._member(before),
            "new_chat_member": self._member(after),
        }
        self._tell("my_chat_member", body)

    def _member(self, status: str) -> dict[str, object]:
        member: dict[str, object] = {"user": self.telegram.user(), "status": status}
        return member | {"until_date": 0} if status == "kicked" else member
