"""Only a voice note is taken for one, whatever it is called."""

import pytest

from bot.rules import clips
from bot.rules.clips import ClipTooBig, ClipTooLong, NotAVoiceNote
from tests.support.voices import HEAD, page, voice_note

NOTES_WITH_MORE = [
    b"",
    b"OggS",
    b"<html><script>alert(1)</script></html>",
    b"ID3\x04\x00" + b"\x00" * 200,
    page(b"\x01vorbis" + b"\x00" * 23),
    page(HEAD),
    voice_note() + b"MZ\x90\x00 and a program",
    b"\n" + voice_note(),
    voice_note()[:-1],
    voice_note(seconds=0),
]


def test_a_voice_note_is_taken_with_its_length() -> None:
    assert clips.check(voice_note(seconds=7.5)) == 7.5
    assert clips.check(voice_note(body=b"\x00" * 10_000)) == 3


@pytest.mark.parametrize("content", NOTES_WITH_MORE)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(NotAVoiceNote):
        clips.check(content)


def test_what_is_too_long_or_too_large_is_refused() -> None:
    with pytest.raises(ClipTooLong):
        clips.check(voice_note(seconds=121))
    with pytest.raises(ClipTooBig):
        clips.check(b"OggS" * 300_000)
