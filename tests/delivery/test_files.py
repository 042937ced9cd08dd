"""Files at Telegram: what is only away for a moment is asked for again."""

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from telegram.error import BadRequest

from bot.delivery.fetching import Gone, TooBig
from bot.delivery.files import TelegramFiles
from bot.delivery.pacing import Gate
from bot.settings import Settings
from bot.wiring.telegram import make_bot


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("wrong file_id or the file is temporarily unavailable", BadRequest),
        ("file is too big", TooBig),
        ("invalid file_id", Gone),
    ],
)
async def test_a_refusal_of_telegrams_is_read(words: str, means: type[Exception]) -> None:
    async def refuse(_request: Request) -> JSONResponse:
        said = {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
        return JSONResponse(said, 400)

    app = Starlette(routes=[Route("/{path:path}", refuse, methods=["POST"])])
    settings = Settings(
        telegram_bot_token=SecretStr("1:a"), telegram_api_url="http://telegram.test"
    )
    bot = make_bot(settings, Gate(), httpx.ASGITransport(app))
    with pytest.raises(means):
        await TelegramFiles(bot).fetch("AgAD", limit=1)
