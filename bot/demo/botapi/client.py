"""A server in another process, used like one in this: the same phones, faults and calls."""

from __future__ import annotations

import contextlib
import subprocess  # our own server, started with fixed arguments
import sys
from typing import TYPE_CHECKING

import httpx

from bot.demo.botapi import snapshots
from bot.demo.botapi.screen import CannotDo, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.demo.botapi.calls import Call
    from bot.demo.botapi.faults import Fault
    from bot.demo.botapi.messages import Message
    from bot.demo.botapi.snapshots import Snapshot


class RemoteFaults:
    """The faults to come at a server in another process."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def add(
        self,
        method: str,
        fault: Fault,
        *,
        times: int | None = 1,
        probability: float = 1.0,
        seconds: float = 1.0,
    ) -> None:
        """Plan a fault for `method` ("*": every one); `times=None` until `clear`."""
        wish: dict[str, object] = {"method": method, "fault": fault, "times": times}
        wish |= {"probability": probability, "seconds": seconds}
        self._http.post("/control/faults", json=wish).raise_for_status()

    def clear(self) -> None:
        """Let everything go well again."""
        self._http.delete("/control/faults").raise_for_status()


class RemotePhone(Screen):
    """A person's phone at a server in another process; each look asks the server."""

    def __init__(self, http: httpx.Client, user_id: int, first_name: str) -> None:
        self.user_id = user_id
        self.first_name = first_name
        self._http = http

    @property
    def now(self) -> Snapshot:
        """Everything on the phone at this moment."""
        answer = self._http.get(f"/control/phones/{self.user_id}").raise_for_status()
        return snapshots.PHONE.validate_json(answer.content)

    @property
    def messages(self) -> list[Message]:
        """Everything that ever was on the screen, oldest first."""
        return self.now.messages

    @property
    def keyboard(self) -> list[list[str]] | None:
        """The labels of the keys under the text field."""
        return self.now.keyboard

    @property
    def toast(self) -> str | None:
        """The last answer to a tap."""
        return self.now.toast

    def start(self, payload: str = "") -> None:
        """Press START."""
        self._do("start", payload)

    def send(self, text: str) -> None:
        """Write a message."""
        self._do("send", text)

    def press(self, label: str) -> None:
        """Press a key under the text field."""
        self._do("press", label)

    def tap(self, button: str) -> str:
        """Tap a button by label or data; tells the query's id."""
        return str(self._do("tap", button))

    def block(self) -> None:
        """Stop and block the bot."""
        self._do("block")

    def unblock(self) -> None:
        """Let the bot write again."""
        self._do("unblock")

    def _do(self, deed: str, *arguments: str) -> object:
        answer = self._http.post(f"/control/phones/{self.user_id}/{deed}", json=arguments)
        if answer.status_code == httpx.codes.CONFLICT:
            raise CannotDo(answer.text)
        result: object = answer.raise_for_status().json()
        return result


class RemoteTelegram:
    """A whole server in another process; `url` is where it listens, without a slash at the end."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=url, trust_env=False)
        self.faults = RemoteFaults(self._http)

    @property
    def calls(self) -> list[Call]:
        """What the bot asked, oldest first."""
        return self.called("")

    @property
    def violations(self) -> int:
        """How often the bot was faster than Telegram allows."""
        return int(self._http.get("/control/pace").raise_for_status().json()["violations"])

    @property
    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return int(self._http.get("/control/pending").raise_for_status().json()["pending"])

    def called(self, method: str) -> list[Call]:
        """Tell the calls of one method, oldest first."""
        answer = self._http.get("/control/calls", params={"method": method}).raise_for_status()
        return snapshots.CALLS.validate_json(answer.content)

    def enforce_pace(self, *, enforced: bool = True) -> None:
        """Refuse what comes too fast, or only count it."""
        self._http.post("/control/pace", json={"enforced": enforced}).raise_for_status()

    def phone(self, *, user_id: int, first_name: str, language_code: str = "") -> RemotePhone:
        """Find or make a person's private chat with the bot."""
        names = {"user_id": user_id, "first_name": first_name, "language_code": language_code}
        self._http.post("/control/phones", json=names).raise_for_status()
        return RemotePhone(self._http, user_id, first_name)

    def close(self) -> None:
        """Let go of the connection; the server runs on."""
        self._http.close()


@contextlib.contextmanager
def spawned(*arguments: str) -> Iterator[RemoteTelegram]:
    """Run a server in its own process; `arguments` are those of `python -m bot.demo.botapi`."""
    command = [sys.executable, "-m", "bot.demo.botapi", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own program
        url = process.stdout.readline().strip() if process.stdout else ""
        telegram = RemoteTelegram(url)
        try:
            yield telegram
        finally:
            telegram.close()
            process.terminate()
