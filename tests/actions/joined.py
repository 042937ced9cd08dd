"""Somebody who has joined."""

from bot.actions import joining
from storage.vocabulary import Language
from tests.support.school import LANGUAGES, School


def join(school: School, who: str, language: Language | None = None) -> None:
    """Let somebody open an invitation, choose a language and consent."""
    token = school.token(who)
    joining.start(school.desk, school.turn(who), payload=token)
    joining.choose_language(school.desk, school.turn(who), language=language or LANGUAGES[who])
    joining.agree(school.desk, school.turn(who), invitation_id=int(token.split("-")[0]))
