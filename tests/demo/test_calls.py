"""A call that is wrong by itself is refused in Telegram's words."""

import json

import httpx
import pytest
from telegram import Bot
from telegram.error import InvalidToken

from bot.demo.botapi import Phone, Telegram, server
from tests.demo.conftest import Call
from tests.demo.params import CHAT, TEXT, Params, button, inline

REFUSED: list[tuple[str, Params, str]] = [
    ("sendMessage", {"text": "hej"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 999, "text": "hej"}, "chat not found"),
    ("sendMessage", {"chat_id": "@x", "text": "hej"}, "chat not found"),
    ("sendMessage", CHAT, "message text is empty"),
    ("sendMessage", CHAT | {"text": " \n "}, "text must be non-empty"),
    ("sendMessage", CHAT | {"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ("sendMessage", CHAT | {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", CHAT | {"text": "ት" * 20_000}, "message is too long"),
    ("sendMessage", TEXT | {"parse_mode": "Latex"}, "unsupported parse_mode"),
    (
        "sendMessage",
        CHAT | {"text": "<b>x", "parse_mode": "html"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("sendMessage", CHAT | {"text": "\ud800"}, "text must be encoded in UTF-8"),
    ("sendMessage", TEXT | {"entities": "["}, "can't parse entities JSON object"),
    ("sendMessage", TEXT | {"entities": [1]}, "expected an Array of MessageEntity"),
    (
        "sendMessage",
        TEXT | {"entities": [{"type": "bold"}]},
        "can't parse MessageEntity: offset and length must be of type Number",
    ),
    ("sendMessage", TEXT | {"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ("sendMessage", TEXT | {"reply_markup": [1]}, "object expected as reply markup"),
    (
        "sendMessage",
        TEXT | {"reply_markup": {"inline_keyboard": {}}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array',
    ),
    (
        "sendMessage",
        inline({"text": "x"}),
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    (
        "sendMessage",
        inline(["x"]),
        "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    ),
    (
        "sendMessage",
        inline([{"callback_data": "x"}]),
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        "sendMessage",
        button(),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    ("sendMessage", button(callback_data=""), "BUTTON_DATA_INVALID"),
    ("sendMessage", button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    ("sendMessage", button(callback_data="ት" * 22), "BUTTON_DATA_INVALID"),
    (
        "sendMessage",
        button(url="javascript:x"),
        "inline keyboard button URL 'javascript:x' is invalid: Wrong HTTP URL",
    ),
    (
        "sendMessage",
        inline([{"text": " ", "callback_data": "x"}]),
        "inline keyboard button text must be non-empty",
    ),
    (
        "sendMessage",
        inline(*[[{"text": "x", "callback_data": "x"}]] * 101),
        "REPLY_MARKUP_TOO_LONG",
    ),
    (
        "sendMessage",
        TEXT | {"reply_markup": {"keyboard": []}},
        "reply markup must have at least one button",
    ),
    (
        "sendMessage",
        TEXT | {"reply_markup": {"keyboard": [[1]]}},
        "can't parse keyboard button: KeyboardButton must be an Object",
    ),
    (
        "sendMessage",
        TEXT | {"reply_parameters": {"message_id": 99}},
        "message to be replied not found",
    ),
    ("sendVenue", CHAT, "latitude is empty"),
    (
        "sendVenue",
        CHAT | {"latitude": 99, "longitude": 9, "title": "x", "address": "y"},
        "invalid location specified",
    ),
    (
        "sendVenue",
        CHAT | {"latitude": 55, "longitude": 9, "title": "x"},
        "venue address must be non-empty",
    ),
    ("sendDocument", CHAT, "there is no document in the request"),
    (
        "sendDocument",
        CHAT | {"document": "unknown"},
        "wrong file identifier/HTTP URL specified",
    ),
    (
        "sendDocument",
        CHAT | {"document": "unknown", "caption": "x" * 1025},
        "message caption is too long",
    ),
    ("sendChatAction", CHAT | {"action": "dance"}, "wrong parameter action in request"),
    (
        "editMessageText",
        TEXT,
        "message identifier is not specified",
    ),
    ("editMessageText", TEXT | {"message_id": 99}, "message to edit not found"),
    ("editMessageText", TEXT | {"message_id": 1}, "message can't be edited"),
    ("editMessageCaption", CHAT | {"message_id": 99}, "message to edit not found"),
    ("deleteMessage", CHAT | {"message_id": 99}, "message to delete not found"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1", "text": "x" * 201},
        "MESSAGE_TOO_LONG",
    ),
    ("getFile", {"file_id": "x"}, "invalid file_id"),
    ("setMyCommands", {"commands": "["}, "can't parse commands JSON object"),
    (
        "setMyCommands",
        {"commands": [{"command": "Hjælp", "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "help", "description": ""}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "x"}},
        "BotCommandScope has unsupported type",
    ),
    ("setWebhook", {"url": "ftp://x"}, "bad webhook: invalid webhook URL specified"),
    (
        "setWebhook",
        {"url": "https://x", "secret_token": "æ"},
        "secret token contains unallowed characters",
    ),
]


@pytest.mark.parametrize(("method", "params", "complaint"), REFUSED)
async def test_a_wrong_call_is_refused_in_telegrams_words(
    call: Call, selam: Phone, method: str, params: Params, complaint: str
) -> None:
    before = len(selam.messages)
    status, answer = await call(method, **params)
    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: {complaint}",
    }
    assert status == 400
    assert len(selam.messages) == before


ACCEPTED: list[Params] = [
    CHAT | {"text": "x" * 4096},
    CHAT | {"text": "👋" * 4096},
    CHAT | {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"},
    button(callback_data="x" * 64),
    button(callback_data="ት" * 21),
    button(url="tg://user?id=1"),
    TEXT | {"reply_markup": json.dumps({"remove_keyboard": True})},
    TEXT | {"reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
]


@pytest.mark.parametrize("params", ACCEPTED)
async def test_what_is_just_within_the_limits_is_accepted(
    call: Call, selam: Phone, params: Params
) -> None:
    assert (await call("sendMessage", **params))[0] == 200


async def test_a_wrong_token_and_an_unknown_method_are_told_apart(
    telegram: Telegram, call: Call
) -> None:
    assert (await call("sendDice"))[1]["description"] == "Not Found: method not found"
    transport = httpx.ASGITransport(server.create(telegram))
    async with httpx.AsyncClient(transport=transport) as client:
        answer = await client.get("http://telegram/bot1:wrong/getMe")
        assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        file = await client.get(f"http://telegram/file/bot{telegram.token}/documents/x")
        assert file.status_code == 404


async def test_the_library_hears_of_a_wrong_token(bot: Bot, telegram: Telegram) -> None:
    telegram.token = "1:other"
    with pytest.raises(InvalidToken):
        await bot.get_me()


async def test_forms_and_addresses_are_read_like_json(telegram: Telegram, selam: Phone) -> None:
    transport = httpx.ASGITransport(server.create(telegram))
    base = f"http://telegram/bot{telegram.token}/SENDMESSAGE"
    async with httpx.AsyncClient(transport=transport) as client:
        await client.get(base, params={"chat_id": 1001, "text": "address"})
        await client.post(base, data={"chat_id": "1001", "text": "form"})
        await client.post(base, data={"chat_id": "1001", "text": "parts"}, files={"x": b""})
        broken = await client.post(base, content=b"{", headers={"content-type": "application/json"})
    assert [message.text for message in selam.screen[1:]] == ["address", "form", "parts"]
    assert broken.status_code == 400
