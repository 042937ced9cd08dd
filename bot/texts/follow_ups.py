"""Some weeks after the start: is it as it was?"""

from dataclasses import dataclass

from bot.texts import icons, outcomes
from bot.texts.facts import Facts
from bot.texts.message import Text, button
from bot.texts.notices import Notice, Question
from bot.texts.outcomes import OutcomeFacts
from bot.texts.say import Voice, bold, lines
from storage.vocabulary import FollowUpAnswer


@dataclass(frozen=True)
class AskFollowUp(Question):
    """The one question, `weeks` after the start; it is never asked again."""

    kind = "follow_up"
    choices = tuple(answer.value for answer in FollowUpAnswer)
    achievement_id: int
    weeks: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question about what was found."""
        found = facts.about
        if not isinstance(found, OutcomeFacts):
            return Text(voice.line(icons.FOUND, voice.say("This is not asked any more.")))
        html = lines(
            voice.line(icons.FOUND, bold(voice.say("How is it now?"))),
            "",
            *outcomes.about(voice, found.told),
        )
        said = words(voice)
        rows = tuple(
            (
                button(
                    icons.FOLLOW_UPS[answer],
                    said[answer],
                    f"found_now:{answer.value}:{self.achievement_id}:{self.weeks}",
                ),
            )
            for answer in FollowUpAnswer
        )
        answers = {
            answer.value: voice.line(icons.FOLLOW_UPS[answer], said[answer])
            for answer in FollowUpAnswer
        }
        return self.asked(html, rows, answers)


@dataclass(frozen=True)
class FollowedUp(Notice):
    """Thanks for the answer; `answer` is a word of FollowUpAnswer."""

    kind = "followed_up"
    answer: str

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what follows from it."""
        if self.answer == FollowUpAnswer.SAME:
            return Text(voice.line(icons.FOUND, voice.say("Good to hear. All the best.")))
        html = lines(
            voice.line(icons.NOTED, voice.say("Noted. Thank you.")),
            voice.line(icons.CASEWORKER, voice.say("Your caseworker will contact you.")),
        )
        return Text(html)


def words(voice: Voice) -> dict[FollowUpAnswer, str]:
    """Return the words of each answer."""
    return {
        FollowUpAnswer.SAME: voice.label("As before"),
        FollowUpAnswer.CHANGED: voice.label("Something has changed"),
        FollowUpAnswer.ENDED: voice.label("It has ended"),
    }
