"""What the shipped templates are called in the library."""

from bot.texts.say import Voice


def names(voice: Voice) -> dict[str, str]:
    """Return the name of each shipped template by its key."""
    return {
        "cancelled": voice.label("Class is cancelled"),
        "place": voice.label("Another place"),
        "welcome": voice.label("Welcome to the course"),
        "papers": voice.label("Bring your papers"),
        "teacher": voice.label("Another teacher"),
        "open_house": voice.label("Open house"),
        "visit": voice.label("Remember the company visit"),
        "call": voice.label("We could not reach you"),
        "holidays": voice.label("Closed for the holidays"),
        "transport": voice.label("Question: help with transport?"),
    }
