"""Five faces in a row: the scale on which people say how it goes."""

from markupsafe import Markup

from bot.texts import icons
from bot.texts.message import Button
from bot.texts.say import Voice, bold


def row(about: str) -> tuple[Button, ...]:
    """Return a button for each face, from the worst to the best; `about` ends their data."""
    return tuple(Button(face, f"face:{score}:{about}") for score, face in enumerate(icons.FACES, 1))


def face(score: int) -> str:
    """Return the face of an answer from 1 to 5."""
    return icons.FACES[min(max(score, 1), len(icons.FACES)) - 1]


def said(voice: Voice, score: int) -> Markup:
    """Return the face that was chosen and its words."""
    words = (
        voice.say("Very bad"),
        voice.say("Not good"),
        voice.say("In between"),
        voice.say("Good"),
        voice.say("Very good"),
    )
    return voice.line(face(score), bold(words[min(max(score, 1), len(words)) - 1]))
