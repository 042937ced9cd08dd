"""What calls are made of."""

Params = dict[str, object]
CHAT: Params = {"chat_id": 1001}
TEXT: Params = CHAT | {"text": "hej"}


def inline(*rows: object) -> Params:
    return TEXT | {"reply_markup": {"inline_keyboard": list(rows)}}


def button(**fields: object) -> Params:
    return inline([{"text": "x", **fields}])
