"""Speech made offline, from words to a voice note, with the optional extra `brobygger[voice]`.

This file is run in a process of its own, `python bot/speech.py LANGUAGE`: words come in as UTF-8,
OGG with Opus goes out. eSpeak NG keeps its voice in one place for all threads, and what is
written in C must not take the worker with it.
"""

import ctypes
import io
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ENGINE, ENCODER = "espeakng_loader", "soundfile"
WORDS_A_MINUTE = 140
"""Slower than its 175, for people who listen in order to understand."""
RATE = 24_000
SMALLEST = 0.95
"""About 20 kbit a second: people pay for what they hear."""

DANISH = "da"
LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9 ,.'’/&-]*")
OTHER_SCRIPTS = ("ar", "ti")

_RETRIEVE, _WHOLE_SAMPLES, _NO_EXIT, _UTF8, _SPEED = 2, 0, 0x8000, 1, 1
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


@cache
def is_possible(language: str) -> bool:
    """Tell whether the extra is there and speaks this language."""
    engine = find_spec(ENGINE)
    if engine is None or engine.origin is None or find_spec(ENCODER) is None:
        return False
    return (Path(engine.origin).parent / "espeak-ng-data" / f"{language}_dict").is_file()


def by_voice(words: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the words with whose voice says them: Danish places among other letters are Danish."""
    if language not in OTHER_SCRIPTS:
        yield language, words
        return
    end = 0
    for found in LATIN.finditer(words):
        yield language, words[end : found.start()]
        yield DANISH, found[0]
        end = found.end()
    yield language, words[end:]


def spoken(words: str, language: str) -> bytes:
    """Return the words as a voice note; only for a process of its own."""
    rate, samples = _samples(words, language)
    return _encoded(rate, samples)


def _samples(words: str, language: str) -> tuple[int, bytes]:
    """Return samples a second, and the samples: 16 bits, one channel."""
    import espeakng_loader  # noqa: PLC0415  # an extra that need not be there

    engine = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    rate = engine.espeak_Initialize(_RETRIEVE, _WHOLE_SAMPLES, data, _NO_EXIT)
    if rate <= 0:
        raise RuntimeError("the engine does not begin")
    found = bytearray()

    def take(samples: int | None, count: int, _events: object) -> int:
        if samples and count > 0:
            found.extend(ctypes.string_at(samples, 2 * count))
        return 0

    callback = _CALLBACK(take)  # to be held for as long as it can be called
    engine.espeak_SetSynthCallback(callback)
    for voice, part in by_voice(words, language):
        if any(map(str.isalnum, part)):
            _say(engine, voice, part)
    return rate, bytes(found)


def _say(engine: Any, voice: str, part: str) -> None:  # noqa: ANN401  # ctypes knows no types
    if engine.espeak_SetVoiceByName(voice.encode()):
        raise RuntimeError("the engine has no such voice")
    engine.espeak_SetParameter(_SPEED, WORDS_A_MINUTE, 0)
    text = part.encode() + b"\0"
    engine.espeak_Synth(text, len(text), 0, 0, 0, _UTF8, None, None)
    engine.espeak_Synchronize()


def _encoded(rate: int, samples: bytes) -> bytes:
    """Return the samples as OGG with Opus, which knows only some rates."""
    import numpy  # noqa: ICN001, PLC0415  # comes with soundfile
    import soundfile  # noqa: PLC0415

    heard = numpy.frombuffer(samples, numpy.int16).astype(numpy.float32) / 2**15
    count = len(heard) * RATE // rate
    places = numpy.arange(count) * (rate / RATE)
    resampled = numpy.interp(places, numpy.arange(len(heard)), heard).astype(numpy.float32)
    out = io.BytesIO()
    soundfile.write(out, resampled, RATE, format="OGG", subtype="OPUS", compression_level=SMALLEST)
    return out.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(spoken(sys.stdin.buffer.read().decode(), sys.argv[1]))
