"""Files on the server: documents, photos and voice notes, by an id that Telegram hands out.

Source: https://core.telegram.org/bots/api#sending-files
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ConfigDict

from bot.demo.botapi import errors

if TYPE_CHECKING:
    from bot.demo.botapi.params import Params, Upload

MEGABYTE = 2**20
UPLOAD_LIMIT = {"document": 50 * MEGABYTE, "photo": 10 * MEGABYTE, "voice": 50 * MEGABYTE}
DOWNLOAD_LIMIT = 20 * MEGABYTE
PNG = b"\x89PNG\r\n\x1a\n"
PICTURES = (PNG, b"\xff\xd8\xff", b"RIFF", b"GIF8")
LONGEST_SIDES, LONGEST_RATIO = 10_000, 20  # https://core.telegram.org/bots/api#sendphoto


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file: its kind (document, photo or voice), its ids and its bytes."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    content: bytes
    duration: int = 0

    __pydantic_config__ = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    @property
    def size(self) -> int:
        """Count the bytes."""
        return len(self.content)

    @property
    def path(self) -> str:
        """Tell where the bytes are fetched, below /file/bot…/."""
        return f"{self.kind}s/{self.unique_id}/{self.name}"

    def wire(self) -> dict[str, object]:
        """Shape the answer of getFile."""
        return self._ids() | {"file_path": self.path}

    def wire_in_message(self) -> dict[str, object]:
        """Shape the part of a message that carries the file."""
        if self.kind == "photo":
            width, height = _measure(self.content)
            return {"photo": [self._ids() | {"width": width, "height": height}]}
        if self.kind == "voice":
            return {"voice": self._ids() | {"mime_type": self.mime, "duration": self.duration}}
        return {"document": self._ids() | {"file_name": self.name, "mime_type": self.mime}}

    def _ids(self) -> dict[str, object]:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


@dataclass(slots=True)
class Files:
    """All files of one server."""

    by_id: dict[str, StoredFile] = field(default_factory=dict)

    def keep(self, kind: str, upload: Upload, *, duration: int = 0) -> StoredFile:
        """Store a file; 400 for an empty or unreadable one, 413 for one above the limit."""
        if not upload.content:
            raise errors.bad_request("file must be non-empty")
        if len(upload.content) > UPLOAD_LIMIT[kind]:
            raise _too_big(kind, len(upload.content))
        if kind == "photo" and not upload.content.startswith(PICTURES):
            raise errors.bad_request("IMAGE_PROCESS_FAILED")
        if kind == "photo" and not _fits(*_measure(upload.content)):
            raise errors.bad_request("PHOTO_INVALID_DIMENSIONS")
        named = kind.encode() + upload.name.encode() + upload.content
        unique = hashlib.sha256(named).hexdigest()[:16]
        number = f"BQAC{len(self.by_id):08}{unique}"
        file = StoredFile(number, unique, kind, upload.name, upload.mime, upload.content, duration)
        self.by_id[file.file_id] = file
        return file

    def given(self, kind: str, params: Params) -> StoredFile:
        """Find what a call sends: a new file, or one the server knows by its id."""
        upload = params.file(kind)
        if upload:
            return self.keep(kind, upload, duration=params.integer("duration") or 0)
        file_id = params.text(kind)
        if not file_id:
            raise errors.bad_request(f"there is no {kind} in the request")
        file = self.by_id.get(file_id)
        if file is None:
            raise errors.bad_request("wrong file identifier/HTTP URL specified")
        if file.kind != kind:
            raise errors.bad_request(
                f"can't use file of type {file.kind.title()} as {kind.title()}"
            )
        return file

    def find(self, file_id: str) -> StoredFile:
        """Find a file to fetch; raises 400 for an unknown one and for one too big to fetch."""
        file = self.by_id.get(file_id)
        if file is None:
            raise errors.bad_request("invalid file_id")
        if file.size > DOWNLOAD_LIMIT:
            raise errors.bad_request("file is too big")
        return file

    def at(self, path: str) -> StoredFile | None:
        """Find a file by the path that getFile told."""
        return next((file for file in self.by_id.values() if file.path == path), None)


def _too_big(kind: str, size: int) -> errors.ApiError:
    if kind != "photo":
        return errors.too_large()
    limit = UPLOAD_LIMIT[kind]
    return errors.bad_request(
        f"file of size {size} bytes is too big for a photo; the maximum size is {limit} bytes"
    )


def _fits(width: int, height: int) -> bool:
    """Tell whether Telegram shows a picture of this size."""
    long, short = max(width, height), min(width, height)
    return width + height <= LONGEST_SIDES and long <= LONGEST_RATIO * max(short, 1)


def _measure(picture: bytes) -> tuple[int, int]:
    """Tell width and height in pixels, as PNG says it; others are called 800 by 600."""
    if picture.startswith(PNG):
        return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
    return 800, 600
