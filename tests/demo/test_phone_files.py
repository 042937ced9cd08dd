"""What comes as a file is shown on a phone as people know it, and can be sent from one."""

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.demo.botapi import Phone
from bot.rules import media
from storage.vocabulary import MediaKind

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


async def test_a_photo_and_a_voice_note_are_files_that_the_bot_can_fetch(
    web: httpx.AsyncClient, bot: Bot, selam: Phone
) -> None:
    for kind in ("photo", "voice"):
        await web.post("/phone/1001/attach", data={"kind": kind})
    photo, voice = (update.message for update in await bot.get_updates())
    assert photo
    assert voice
    assert voice.voice
    for kind, file_id in (
        (MediaKind.PHOTO, photo.photo[-1].file_id),
        (MediaKind.VOICE, voice.voice.file_id),
    ):
        content = await (await bot.get_file(file_id)).download_as_bytearray()
        assert media.media_type(kind, bytes(content))
    assert (await web.post("/phone/1001/attach", data={"kind": "film"})).status_code == 409


async def test_files_are_handed_out_and_only_pictures_open(
    web: httpx.AsyncClient, selam: Phone
) -> None:
    page = selam.attach("document", b"<html>", name="skema uge 48.html")
    picture = selam.attach("photo", PNG, name="x.png")
    voice = selam.attach("voice", b"OggS")
    answers = [
        await web.get(f"/phone/1001/file/{message.message_id}")
        for message in (page, picture, voice)
    ]
    kinds = [answer.headers["content-type"] for answer in answers]
    assert kinds == ["application/octet-stream", "image/png", "audio/ogg"]
    assert "skema%20uge%2048.html" in answers[0].headers["content-disposition"]
    assert (await web.get("/phone/1001/file/99")).status_code == 404
    shown = (await web.get("/phone/1001")).text
    assert '<span class="badge" dir="ltr">HTML</span>' in shown
    assert "<audio controls" in shown


async def test_a_file_has_a_card_with_its_name_and_its_buttons_below(
    web: httpx.AsyncClient, bot: Bot, selam: Phone
) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Ja", callback_data="y")]])
    content = b"%PDF-1.7" + b"x" * 2_400_000
    await bot.send_document(
        1001, content, caption="Uge 48", filename="skema.pdf", reply_markup=markup
    )
    shown = (await web.get("/phone/1001")).text
    for part in (">PDF</span>", "<bdi>skema.pdf</bdi>", ">2.3 MB<", ">Uge 48<", ">✅ Ja</button>"):
        assert part in shown
    number = str(selam.last.message_id)
    await web.post("/phone/1001/tap", data={"data": "y", "message_id": number})
    await bot.edit_message_caption(1001, selam.last.message_id, caption="Uge 49")
    shown = (await web.get("/phone/1001")).text
    assert ("✅ Ja" in shown, ">Uge 49<" in shown) == (False, True)
