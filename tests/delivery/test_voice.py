"""Words are spoken once for all who ask, and what cannot be spoken is said in writing."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot import speech
from bot.delivery.voice import CannotSpeak, Speaker
from bot.rules import clips
from storage.vocabulary import Language

WORDS = {
    Language.ENGLISH: "Reminder. Thursday, 9 o'clock.",
    Language.DANISH: "Påmindelse. Torsdag klokken 9.",
    Language.ARABIC: "تذكير. الخميس، الساعة 9. Jobhuset",
    Language.TIGRINYA: "መዘኻኸሪ። ሓሙስ፡ ሰዓት 9። Jobhuset",
}


def command(folder: Path, code: str) -> tuple[str, ...]:
    """Return a speaker's command that does this instead."""
    file = folder / "speaker.py"
    file.write_text(f"import sys\n{code}\n")
    return (sys.executable, "-I", str(file))


@pytest.mark.parametrize("language", Language)
async def test_each_language_is_spoken_as_a_voice_note(language: Language) -> None:
    if not speech.is_possible(language.value):
        pytest.skip("the extra `voice` is not installed")
    content = await Speaker().speak(WORDS[language], language.value)
    assert clips.check(content) > 1


def test_what_is_not_installed_is_not_offered() -> None:
    assert not speech.is_possible("tlh")


async def test_what_many_ask_for_is_spoken_once(tmp_path: Path) -> None:
    log = tmp_path / "spoken"
    count = f"open({str(log)!r}, 'a').write(sys.argv[1] + ' '); print(sys.stdin.read(), end='')"
    speaker = Speaker(command(tmp_path, count))
    asked = [speaker.speak("ሰላም", "ti") for _ in range(20)]
    assert set(await asyncio.gather(*asked)) == {"ሰላም".encode()}
    await speaker.speak("ሰላም", "ti")
    await speaker.speak("ሰላም", "da")
    assert log.read_text() == "ti da "


async def test_who_goes_away_does_not_take_it_from_the_others(tmp_path: Path) -> None:
    speaker = Speaker(command(tmp_path, "print(sys.stdin.read(), end='')"))
    first = asyncio.ensure_future(speaker.speak("hej", "da"))
    second = asyncio.ensure_future(speaker.speak("hej", "da"))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == b"hej"


@pytest.mark.parametrize("code", ["sys.exit(3)", "pass", "import os; os.abort()"])
async def test_a_speaker_that_breaks_is_no_fault(tmp_path: Path, code: str) -> None:
    speaker = Speaker(command(tmp_path, code))
    for _ in range(2):
        with pytest.raises(CannotSpeak):
            await speaker.speak("hej", "da")
