"""A server in another process is used like one in this."""

import httpx
import pytest

from bot.demo.botapi import CannotDo, Fault, client
from bot.demo.botapi.telegram import TOKEN

pytestmark = pytest.mark.enable_socket

YES = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
KEYS = {"keyboard": [[{"text": "Skema"}]]}


def test_phones_faults_and_calls_are_reached_from_outside() -> None:
    with (
        client.spawned("--enforce") as telegram,
        httpx.Client(base_url=f"{telegram.url}/bot{TOKEN}", trust_env=False) as bot,
    ):
        selam = telegram.phone(user_id=1001, first_name="Selam")
        with pytest.raises(CannotDo, match="no message from the bot"):
            _ = selam.last
        selam.start("invitation")
        assert telegram.pending == 1
        hej = {"chat_id": 1001, "text": "hej 👋", "reply_markup": YES}
        telegram.faults.add("sendMessage", Fault.AFTER_ACTING)
        with pytest.raises(httpx.TransportError):
            bot.post("/sendMessage", json=hej)
        assert selam.last.text == "hej 👋"
        assert selam.last.labels == [["Ja"]]
        assert bot.post("/sendMessage", json=hej).status_code == 429
        assert telegram.violations == 1
        telegram.enforce_pace(enforced=False)
        bot.post("/sendMessage", json=hej | {"reply_markup": KEYS})
        bot.post("/sendDocument", data={"chat_id": 1001}, files={"document": ("x", b"\xff\0")})
        assert selam.last.document
        assert selam.last.document.content == b"\xff\0"
        query = selam.tap("Ja")
        bot.post("/answerCallbackQuery", json={"callback_query_id": query, "text": "Godt"})
        assert (selam.toast, selam.keyboard) == ("Godt", [["Skema"]])
        selam.press("Skema")
        selam.send("hej")
        with pytest.raises(CannotDo, match="no button 'Nej'"):
            selam.tap("Nej")
        selam.block()
        assert selam.now.blocked
        selam.unblock()
        first = telegram.called("sendMessage")[0]
        assert (first.fault, first.outcome) == (Fault.AFTER_ACTING, "ok")
        assert first.params["reply_markup"] == YES
        assert telegram.calls[0] == first
        telegram.faults.add("*", Fault.SERVER_ERROR, times=None)
        assert bot.get("/getMe").status_code == 500
        telegram.faults.clear()
        assert bot.get("/getMe").status_code == 200
