"""What a text must not speak of over Telegram."""

from enum import StrEnum


class Topic(StrEnum):
    """Why a text is held back; OWN are the words that a municipality has added."""

    CPR = "cpr"
    HEALTH = "health"
    BENEFIT = "benefit"
    SANCTION = "sanction"
    OWN = "own"
