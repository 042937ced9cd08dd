"""The Bot API server of the npm package telegram-test-api, and a person who writes through it."""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

from tests.support.operator import free_port

PACKAGE = "telegram-test-api"
MODULES = "PEER_NODE_MODULES"
PATIENCE_SECONDS = 60

Found = TypeVar("Found")


def installed() -> Path | None:
    """Return the folder of the package, if PEER_NODE_MODULES leads to it."""
    folder = Path(os.environ.get(MODULES, "")).resolve() / PACKAGE
    return folder if folder.is_dir() else None


@contextlib.contextmanager
def emulator(package: Path) -> Iterator[str]:
    """Serve the package's Bot API until the end of the block; return its address."""
    port = free_port()
    command = ["node", str(Path(__file__).with_name("server.js")), str(package), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def eventually(look: Callable[[], Found | None], what: str) -> Found:
    """Return what `look` finds, as soon as it finds something."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(what)


@dataclass(frozen=True)
class Said:
    """A message of the bot's as it stands now; `buttons` and `menu` by their words."""

    number: int
    text: str
    buttons: dict[str, str]
    menu: tuple[str, ...]


class Person:
    """Somebody with a phone, over the package's own way in for fake users."""

    def __init__(self, client: httpx.Client, token: str, *, number: int, name: str) -> None:
        self._client = client
        self._token = token
        self._user = {"id": number, "is_bot": False, "first_name": name}
        self._chat = {"id": number, "type": "private", "first_name": name}

    def write(self, text: str) -> None:
        """Send a text or a command."""
        command = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
        entities = {"entities": [command]} if text.startswith("/") else {}
        message = {"from": self._user, "chat": self._chat, "text": text, **entities}
        self._post("sendCommand" if entities else "sendMessage", {**message, "date": _now()})

    def tap(self, words: str) -> None:
        """Press the button with these words on the newest message that has one."""
        said = self.reads(lambda said: any(words in label for label in said.buttons), words)
        data = next(data for label, data in said.buttons.items() if words in label)
        message = {"message_id": said.number, "date": _now(), "chat": self._chat}
        self._post("sendCallback", {"from": self._user, "message": message, "data": data})

    def reads(self, meant: Callable[[Said], bool], what: str) -> Said:
        """Wait for a message like this; return the newest."""

        def look() -> Said | None:
            return next((said for said in reversed(self.screen()) if meant(said)), None)

        return eventually(look, f"{what!r} was not said: {self.screen()}")

    def screen(self) -> list[Said]:
        """Return what the bot has said in this chat, oldest first."""
        history = self._post("getUpdatesHistory", {"token": self._token})["result"]
        return [_said(update) for update in history if self._is_mine(update.get("message", {}))]

    def _is_mine(self, message: dict[str, Any]) -> bool:
        return str(message.get("chat_id")) == str(self._user["id"])

    def _post(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self._client.post(f"/{method}", json={"botToken": self._token, **body})
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


def _said(update: dict[str, Any]) -> Said:
    message = update["message"]
    markup = message.get("reply_markup") or {}
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    menu = [button for row in markup.get("keyboard", []) for button in row]
    return Said(
        number=update["messageId"],
        text=message["text"],
        buttons={button["text"]: button["callback_data"] for button in buttons},
        menu=tuple(button if isinstance(button, str) else button["text"] for button in menu),
    )


def _now() -> int:
    return int(time.time())
