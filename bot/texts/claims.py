"""Telling what was found: a question a message, in buttons as far as they go."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.rules import dates
from bot.rules.outcomes import CLAIMABLE, USUAL_HOURS, Step, steps
from bot.rules.time import local
from bot.texts import icons, outcomes, when
from bot.texts.facts import Facts
from bot.texts.message import Button, Buttons, Text, button
from bot.texts.notices import Question
from bot.texts.outcomes import OutcomeFacts
from bot.texts.say import Voice, bold, lines
from storage.vocabulary import OutcomeKind, Terms

ANSWERED, SKIPPED = "answered", "skipped"
SENT, CHANGING, GIVEN_UP, GOING_ON = "sent", "changing", "given_up", "going_on"
OTHER = "other"
"""The value of the button for what no button names."""


@dataclass(frozen=True)
class AskKind(Question):
    """What was found? The first question; nothing is stored before it is answered."""

    kind = "ask_outcome"
    choices = (*(kind.value for kind in CLAIMABLE), GIVEN_UP)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question with a button for each kind."""
        html = voice.line(icons.FOUND, bold(voice.say("What have you found?")))
        kinds = tuple(
            (button(icons.OUTCOMES[kind], outcomes.kind(voice, kind), f"found:{kind.value}"),)
            for kind in CLAIMABLE
        )
        no = button(icons.DELETE, voice.label("Cancel"), f"found:{GIVEN_UP}")
        answers = {
            kind.value: voice.line(icons.OUTCOMES[kind], outcomes.kind(voice, kind))
            for kind in CLAIMABLE
        }
        nothing = voice.line(icons.DELETE, voice.say("Nothing was sent."))
        return self.asked(html, (*kinds, (no,)), {**answers, GIVEN_UP: nothing})


@dataclass(frozen=True)
class AboutDraft(Question):
    """A question about what is being told; the answer is read from there."""

    is_always_the_same = False
    achievement_id: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question, unless what it is about was given up."""
        draft = facts.about
        if not isinstance(draft, OutcomeFacts):
            return outcomes.gone(voice, self.edits)
        return self.about(voice, facts, draft)

    def about(self, voice: Voice, facts: Facts, draft: OutcomeFacts) -> Text:
        """Return the question about this draft."""
        raise NotImplementedError  # each question has its own sentence


@dataclass(frozen=True)
class AskStep(AboutDraft):
    """One question of several; `again` is asked when the last answer could not be read."""

    kind = "ask_outcome_step"
    choices = (ANSWERED, SKIPPED)
    step: str
    again: bool = False

    def about(self, voice: Voice, facts: Facts, draft: OutcomeFacts) -> Text:
        """Return the question with its buttons, or with what was answered."""
        step = Step(self.step)
        icon, words = _question(voice, step, draft.told.kind)
        hint = _hint(voice, facts, step, again=self.again)
        html = lines(voice.line(icon, bold(words)), hint if self.chosen is None else None)
        skipped = voice.line(icons.LATER, voice.say("Skipped."))
        said = outcomes.value(voice, step, draft.told) or skipped
        answers = {ANSWERED: said, SKIPPED: skipped}
        return self.asked(html, _choices(voice, facts, step, draft.id), answers)


@dataclass(frozen=True)
class AskToSend(AboutDraft):
    """Everything that was told, and whether it is right."""

    kind = "ask_outcome_send"
    choices = (SENT, CHANGING, GIVEN_UP)

    def about(self, voice: Voice, facts: Facts, draft: OutcomeFacts) -> Text:
        """Return the summary with what can be done with it."""
        html = lines(bold(voice.say("Is this right?")), "", *outcomes.about(voice, draft.told))
        rows: Buttons = (
            (button(icons.SEND, voice.label("Send"), f"found_send:{draft.id}"),),
            (button(icons.WRITE, voice.label("Correct it"), f"found_alter:{draft.id}"),),
            (button(icons.DELETE, voice.label("Cancel"), f"found_drop:{draft.id}"),),
        )
        answers = {
            SENT: voice.line(icons.SEND, voice.say("Sent.")),
            CHANGING: voice.line(icons.WRITE, voice.say("Correct it")),
            GIVEN_UP: voice.line(icons.DELETE, voice.say("Nothing was sent.")),
        }
        return self.asked(html, rows, answers)


@dataclass(frozen=True)
class AskPart(AboutDraft):
    """What is to be changed?"""

    kind = "ask_outcome_part"
    choices = tuple(step.value for step in steps(OutcomeKind.JOB))

    def about(self, voice: Voice, facts: Facts, draft: OutcomeFacts) -> Text:
        """Return a button for each question that was asked."""
        html = voice.line(icons.WRITE, bold(voice.say("What shall be corrected?")))
        parts = {step: _part(voice, step, draft.told.kind) for step in steps(OutcomeKind.JOB)}
        rows = tuple(
            (button(*parts[step], f"found_part:{step.value}:{draft.id}"),)
            for step in steps(draft.told.kind)
        )
        answers = {step.value: voice.line(icon, words) for step, (icon, words) in parts.items()}
        return self.asked(html, rows, answers)


@dataclass(frozen=True)
class AskGoOn(AboutDraft):
    """Something is half told, perhaps for days: go on with it?"""

    kind = "ask_outcome_go_on"
    choices = (GOING_ON, GIVEN_UP)

    def about(self, voice: Voice, facts: Facts, draft: OutcomeFacts) -> Text:
        """Return what is known so far."""
        html = lines(
            voice.line(icons.FOUND, bold(voice.say("You have begun to tell us this:"))),
            "",
            *outcomes.about(voice, draft.told),
        )
        rows: Buttons = (
            (button(icons.LATER, voice.label("Go on"), f"found_on:{draft.id}"),),
            (button(icons.DELETE, voice.label("Cancel"), f"found_drop:{draft.id}"),),
        )
        answers = {
            GOING_ON: voice.line(icons.LATER, voice.say("Go on")),
            GIVEN_UP: voice.line(icons.DELETE, voice.say("Nothing was sent.")),
        }
        return self.asked(html, rows, answers)


def _question(voice: Voice, step: Step, kind: OutcomeKind) -> tuple[str, Markup]:
    match step.asked:
        case Step.EMPLOYER if kind is OutcomeKind.EDUCATION:
            return outcomes.where(kind), voice.say("What is the school called?")
        case Step.EMPLOYER:
            return outcomes.where(kind), voice.say("What is the company called?")
        case Step.TERMS:
            return icons.JOB, voice.say("What kind of job is it?")
        case Step.HOURS:
            return icons.HOURS, voice.say("How many hours a week?")
        case _:
            return icons.SCHEDULE, voice.say("When is the first day?")


def _hint(voice: Voice, facts: Facts, step: Step, *, again: bool) -> Markup | None:
    """Return how to write the answer, where it is written."""
    example = dates.first_of_next_month(local(facts.now).date())
    match step:
        case Step.EMPLOYER if again:
            hint = voice.say("Write only the name. No CPR number.")
        case Step.EMPLOYER:
            hint = voice.say("Write the name.")
        case Step.HOURS_TYPED:
            hint = voice.say("Write a number, for example {example}.", example=25)
        case Step.STARTS_TYPED if again:
            hint = voice.say(
                "This is not a day within a year from now. Write day and month, for example {example}.",
                example=f"{example.day}/{example.month}",
            )
        case Step.STARTS_TYPED:
            hint = voice.say(
                "Write day and month, for example {example}.",
                example=f"{example.day}/{example.month}",
            )
        case _:
            return None
    return voice.line(icons.WRITE, hint)


def _choices(voice: Voice, facts: Facts, step: Step, draft: int) -> Buttons:
    """Return the buttons of one question: never more than four."""
    skip = button(icons.LATER, voice.label("Skip"), f"found_skip:{step.asked.value}:{draft}")
    match step:
        case Step.EMPLOYER:
            drop = button(icons.DELETE, voice.label("Cancel"), f"found_drop:{draft}")
            return (skip,), (drop,)
        case Step.TERMS:
            named = (
                button(icons.TERMS[one], outcomes.terms(voice, one), f"found_terms:{one}:{draft}")
                for one in Terms
            )
            return *((choice,) for choice in named), (skip,)
        case Step.HOURS:
            usual = tuple(Button(f"{n}", f"found_hours:{n}:{draft}") for n in USUAL_HOURS)
            words = voice.label("Another number")
            return usual, (button(icons.WRITE, words, f"found_hours:{OTHER}:{draft}"),)
        case Step.STARTS:
            return _days(voice, facts, draft)
        case _:
            return ((skip,),)


def _days(voice: Voice, facts: Facts, draft: int) -> Buttons:
    """Return the days on which most begin; each button keeps its day, whenever it is tapped."""
    today = local(facts.now).date()
    usual = sorted({today, dates.next_monday(today), dates.first_of_next_month(today)})
    rows = tuple(
        (button(icons.SCHEDULE, when.day(on, voice.language), f"found_day:{on}:{draft}"),)
        for on in usual
    )
    other = button(icons.WRITE, voice.label("Another day"), f"found_day:{OTHER}:{draft}")
    return (*rows, (other,))


def _part(voice: Voice, step: Step, kind: OutcomeKind) -> tuple[str, str]:
    """Return the icon and the word for what can be changed."""
    school = kind is OutcomeKind.EDUCATION
    return {
        Step.EMPLOYER: (
            outcomes.where(kind),
            voice.label("School") if school else voice.label("Company"),
        ),
        Step.TERMS: (icons.JOB, voice.label("Kind of job")),
        Step.HOURS: (icons.HOURS, voice.label("Hours a week")),
        Step.STARTS: (icons.SCHEDULE, voice.label("First day")),
    }[step]
