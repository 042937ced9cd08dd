"""What a call brings: values from the address, a form or JSON, and files beside them.

Source: https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile

from bot.demo.botapi import errors

if TYPE_CHECKING:
    from starlette.requests import Request

TRUE = frozenset({"true", "yes", "1"})
SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))
NESTED = frozenset(
    {
        "reply_markup",
        "entities",
        "caption_entities",
        "reply_parameters",
        "link_preview_options",
        "allowed_updates",
        "commands",
        "scope",
        "menu_button",
    }
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a call: its name, its bytes and what kind the sender says it is."""

    name: str
    content: bytes
    mime: str


@dataclass(slots=True)
class Params:
    """The values and files of one call, read by type."""

    values: dict[str, object] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Tell a value as text; empty if it is missing."""
        value = self.values.get(name, "")
        if isinstance(value, (dict, list, bool)):
            return json.dumps(value)
        text = "" if value is None else str(value)
        if not text.isascii() and any(character in SURROGATES for character in text):
            raise errors.bad_request(f"{name} must be encoded in UTF-8")
        return text

    def readable(self) -> dict[str, object]:
        """Tell everything for a person to look at: nested values read, files described."""
        shown = {name: _nested(name, value) for name, value in self.values.items()}
        return shown | {
            name: {"name": file.name, "mime": file.mime, "size": len(file.content)}
            for name, file in self.files.items()
        }

    def integer(self, name: str) -> int | None:
        """Tell a value as a whole number; None if it is missing or is none."""
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """Tell whether a switch is on."""
        return self.text(name).lower() in TRUE

    def parsed(self, name: str, complaint: str) -> object:
        """Tell a value that is JSON, written or read; None if missing, 400 if broken."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            parsed: object = json.loads(value)
        except ValueError:
            raise errors.bad_request(complaint) from None
        return parsed

    def file(self, name: str) -> Upload | None:
        """Find the file of a field: sent under its name, or pointed to by `attach://…`."""
        return self.files.get(self.text(name).removeprefix("attach://")) or self.files.get(name)


def _nested(name: str, value: object) -> object:
    if name not in NESTED or not isinstance(value, str):
        return value
    try:
        parsed: object = json.loads(value)
    except ValueError:
        return value
    return parsed


async def read(request: Request) -> Params:
    """Read a call the ways Telegram does; raises 400 for a body that is not what it says it is."""
    params = Params(dict(request.query_params))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        params.values |= _json_body(await request.body())
    elif kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        await _read_form(request, params)
    return params


def _json_body(body: bytes) -> dict[str, object]:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise errors.bad_request("can't parse request body JSON object")
    return values


async def _read_form(request: Request, params: Params) -> None:
    async with request.form(max_part_size=2**20) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                mime = value.content_type or "application/octet-stream"
                params.files[name] = Upload(value.filename or name, await value.read(), mime)
            else:
                params.values[name] = value
