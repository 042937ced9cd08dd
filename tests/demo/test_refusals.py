"""The server refuses what Telegram refuses, in Telegram's words."""

import json
import time

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.demo.botapi import CannotDo, Phone, Telegram, files, server
from tests.demo.conftest import Call, Clock

Params = dict[str, object]

CHAT: Params = {"chat_id": 1001}
TEXT: Params = CHAT | {"text": "hej"}


def inline(*rows: object) -> Params:
    return TEXT | {"reply_markup": {"inline_keyboard": list(rows)}}


def button(**fields: object) -> Params:
    return inline([{"text": "x", **fields}])


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


async def test_nobody_is_written_to_who_has_not_started(bot: Bot, telegram: Telegram) -> None:
    telegram.phone(user_id=1002, first_name="Amal")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1002, "hej")


async def test_nobody_is_written_to_who_has_blocked(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_message(1001, "hej")
    selam.block()
    for attempt in (bot.send_message(1001, "hej"), sent.edit_text("du")):
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await attempt
    selam.unblock()
    await bot.send_message(1001, "hej igen")


async def test_an_edit_without_a_change_is_refused(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_message(1001, "hej")
    with pytest.raises(BadRequest, match="exactly the same as a current content"):
        await sent.edit_text("hej")


async def test_an_edit_takes_no_keys(call: Call, selam: Phone) -> None:
    await call("sendMessage", **TEXT)
    keys = {"keyboard": [["x"]]}
    number = selam.last.message_id
    _, answer = await call("editMessageText", **TEXT, message_id=number, reply_markup=keys)
    assert answer["description"] == "Bad Request: inline keyboard expected"


async def test_a_place_has_no_text_to_edit(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_venue(1001, 55.47, 8.45, "Huset", "Exnersgade 4")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("hej", 1001, sent.message_id)


async def test_an_old_message_stays(bot: Bot, selam: Phone, clock: Clock) -> None:
    sent = await bot.send_message(1001, "hej")
    clock.forward(hours=48, seconds=1)
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await sent.delete()


async def test_a_tap_is_answered_once(bot: Bot, call: Call, selam: Phone) -> None:
    await call("sendMessage", **button(callback_data="y"))
    query = selam.tap("x")
    assert await bot.answer_callback_query(query)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query)


async def test_a_tap_lives_150_seconds(bot: Bot, call: Call, selam: Phone, clock: Clock) -> None:
    await call("sendMessage", **button(callback_data="y"))
    query = selam.tap("x")
    clock.forward(seconds=151)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query)


async def test_a_file_too_large_is_refused(
    bot: Bot, selam: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(files.UPLOAD_LIMIT, "document", 10)
    monkeypatch.setitem(files.UPLOAD_LIMIT, "photo", 10)
    with pytest.raises(Exception, match="Request Entity Too Large"):
        await bot.send_document(1001, b"x" * 11)
    with pytest.raises(BadRequest, match="too big for a photo"):
        await bot.send_photo(1001, b"x" * 11)
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(1001, b"")
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(1001, b"text")


async def test_a_voice_is_no_document(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_voice(1001, b"OggS")
    assert sent.voice
    with pytest.raises(BadRequest, match="an't use file of type voice as document"):
        await bot.send_document(1001, sent.voice.file_id)


async def test_one_message_a_second_in_one_chat(
    call: Call, telegram: Telegram, selam: Phone
) -> None:
    telegram.pace.enforced = True
    await call("sendMessage", **TEXT)
    status, answer = await call("sendMessage", **TEXT)
    assert status == 429
    assert answer["description"] == "Too Many Requests: retry after 1"
    assert answer["parameters"] == {"retry_after": 1}
    assert (len(selam.screen), telegram.pace.violations) == (2, 1)


def test_thirty_messages_in_any_second(telegram: Telegram) -> None:
    telegram.pace.enforced = True
    at = time.monotonic()
    waits = [telegram.pace.admit(chat, at + chat / 1000) for chat in range(31)]
    assert waits == [0] * 30 + [1]
    assert telegram.pace.admit(99, at + 1) == 0


def test_unless_enforced_violations_are_only_counted(telegram: Telegram) -> None:
    assert [telegram.pace.admit(1, 0.0), telegram.pace.admit(1, 0.5)] == [0, 0]
    assert telegram.pace.violations == 1


def test_hands_cannot_do_what_the_screen_does_not_offer(selam: Phone) -> None:
    with pytest.raises(CannotDo, match="no button 'Ja'"):
        selam.tap("Ja")
    with pytest.raises(CannotDo, match="no key 'Ja'"):
        selam.press("Ja")
    with pytest.raises(CannotDo, match="needs text"):
        selam.send("  ")
    with pytest.raises(CannotDo, match="no message from the bot"):
        _ = selam.last
    selam.block()
    with pytest.raises(CannotDo, match="has blocked"):
        selam.send("hej")


async def test_a_link_button_opens_and_asks_nothing(call: Call, selam: Phone) -> None:
    await call("sendMessage", **button(url="https://a.dk"))
    with pytest.raises(CannotDo, match=r"opens the link https://a\.dk"):
        selam.tap("x")
