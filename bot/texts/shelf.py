"""The templates that come with the program, as a municipality's library first holds them."""

from dataclasses import dataclass

from bot.texts.say import Voice


@dataclass(frozen=True)
class Shipped:
    """A template in one language; its key says which one it is for good."""

    key: str
    text: str
    choices: tuple[str, ...] = ()


def shipped(voice: Voice) -> list[Shipped]:
    """Return every shipped template in a language, with what is filled in still in braces."""
    return [
        Shipped("cancelled", _cancelled(voice)),
        Shipped("place", _place(voice)),
        Shipped("welcome", _welcome(voice)),
        Shipped("papers", _papers(voice)),
        Shipped("teacher", _teacher(voice)),
        Shipped("open_house", _open_house(voice)),
        Shipped("visit", _visit(voice)),
        Shipped("call", _call(voice)),
        Shipped("holidays", _holidays(voice)),
        Shipped("transport", _transport(voice), (voice.label("Yes"), voice.label("No"))),
    ]


def _cancelled(voice: Voice) -> str:
    return _lines(
        voice.label("Hello {name}."),
        voice.label("{session}, {day} {time}, is cancelled."),
        voice.label("You do not need to come."),
    )


def _place(voice: Voice) -> str:
    return _lines(
        voice.label("Hello {name}."),
        voice.label("{session}, {day} {time}, is in another place: {place}."),
        voice.label("The time is the same."),
    )


def _welcome(voice: Voice) -> str:
    return _lines(
        voice.label("Welcome, {name}"),
        voice.label("The first time is {day} {time}. Place: {place}."),
        voice.label("See you there. For questions, call {phone}."),
    )


def _papers(voice: Voice) -> str:
    return _lines(
        voice.label("Hello {name}."),
        voice.label("Please bring your certificates and your CV to {session}, {day} {time}."),
        voice.label("If you do not have them, come anyway."),
    )


def _teacher(voice: Voice) -> str:
    return _lines(
        voice.label("Hello {name}."),
        voice.label("The teacher of {session}, {day} {time}, cannot come."),
        voice.label("Another teacher will be there. Please come as planned."),
    )


def _open_house(voice: Voice) -> str:
    return _lines(
        voice.label("Open house: {day} from {time}. Place: {place}."),
        voice.label("You can ask about work, Danish and everyday life. You need no appointment."),
    )


def _visit(voice: Voice) -> str:
    return _lines(
        voice.label("Remember the company visit: {session}, {day} {time}."),
        voice.label("We meet here: {place}."),
        voice.label("Please be there ten minutes before."),
    )


def _call(voice: Voice) -> str:
    return _lines(
        voice.label("Hello {name}."),
        voice.label("We tried to call you and could not reach you."),
        voice.label("Please call {caseworker}: {phone}."),
    )


def _holidays(voice: Voice) -> str:
    return _lines(
        voice.label("We are closed for the holidays."),
        voice.label("There is no class. We write when it begins again."),
        voice.label("If it is urgent, call {phone}."),
    )


def _transport(voice: Voice) -> str:
    return _lines(
        voice.label("Hello {name}."),
        voice.label("Can you get to {place} by yourself, {day} {time}?"),
        voice.label("We can help with transport."),
    )


def _lines(*sentences: str) -> str:
    return "\n".join(sentences)
