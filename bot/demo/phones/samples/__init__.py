"""What a person of the demo has at hand to send: a photo of a notice, a few spoken words.

The notice is invented and drawn; the words were spoken by eSpeak NG.
"""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SPOKEN_SECONDS = {"ar": 4, "da": 3, "ti": 4}


@dataclass(frozen=True, slots=True)
class Sample:
    """A file as a phone sends it; `kind` is Telegram's word for it."""

    kind: str
    name: str
    content: bytes
    seconds: int = 0


def of(kind: str, lang: str) -> Sample | None:
    """Return the photo, as JPEG, or the voice in this language, as OGG with Opus; else None."""
    if kind == "photo":
        return Sample(kind, "photo.jpg", (HERE / "photo.jpg").read_bytes())
    if kind == "voice":
        spoken = lang if lang in SPOKEN_SECONDS else "da"
        content = (HERE / f"voice-{spoken}.ogg").read_bytes()
        return Sample(kind, "voice.ogg", content, SPOKEN_SECONDS[spoken])
    return None
