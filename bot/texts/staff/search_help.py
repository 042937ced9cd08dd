"""What each thing that can be asked for means, in one sentence."""

from bot.texts.say import Voice


def sentences(voice: Voice) -> dict[str, str]:
    """Return the sentence of each field by its key."""
    return {**_people(voice), **_courses(voice), **_readiness(voice), **_contact(voice)} | {
        **_outcomes(voice),
        **_placements(voice),
    }


def _people(voice: Voice) -> dict[str, str]:
    return {
        "who": voice.label("Has this in the name, in the name they go by, or in the reference."),
        "name": voice.label("Has this in the name or in the name they go by."),
        "reference": voice.label(
            "The municipality's own case reference, whole; ~ finds a part of it."
        ),
        "language": voice.label("The language that the person reads."),
        "gender": voice.label("What the municipality's lists say."),
        "municipality": voice.label("The municipality that the person belongs to."),
        "caseworker": voice.label("The person's caseworker by name or e-mail; “me” is you."),
        "link": voice.label("How the person can be reached on Telegram."),
        "chat": voice.label("Whether the person has a chat that works."),
    }


def _courses(voice: Voice) -> dict[str, str]:
    return {
        "course": voice.label("Has a place on this course now; by its code or its name."),
        "project": voice.label("Has a place on a course of this project now."),
        "enrolled": voice.label("Since when the person has had the place on the course."),
        "ending": voice.label("How a place on a course ended, an earlier one too."),
        "phase": voice.label(
            "The phase that the person's course is in today; who is in a placement today is in that phase, too."
        ),
    }


def _readiness(voice: Voice) -> dict[str, str]:
    return {
        "category": voice.label(
            "The match category that holds: the latest decision that was not withdrawn."
        ),
        "category_since": voice.label("The day of the decision that holds."),
        "ready": voice.label(
            "Whether the match category that holds is one of people who are ready for a job."
        ),
        "readiness": voice.label(
            "The score of the latest answered check-in against the one answered before it."
        ),
        "check_in": voice.label("The score of the latest answered check-in, 1 to 5."),
        "pulse": voice.label(
            "The average of the person's answers in the latest quarter with any, 1 to 5."
        ),
        "progression": voice.label(
            "The average of the person's answers in the latest quarter against the one in the quarter before it with any."
        ),
        "assessment": voice.label(
            "The average of what staff have answered in the latest quarter with any, 1 to 5."
        ),
        "danish": voice.label(
            "The Danish education (DU 1 to 3) and its module (1 to 6) that the person is in."
        ),
        "hours": voice.label(
            "The hours of this week's weekly activities, as in the profile; sessions of courses and days of placements, which it adds, are not among them."
        ),
        "skill": voice.label("Has this in a skill that was noted."),
        "goal": voice.label("Whether there is a goal that is open, overdue or reached."),
        "due": voice.label("By when an open goal is to be reached; 14d is the next 14 days."),
    }


def _contact(voice: Voice) -> dict[str, str]:
    return {
        "missed": voice.label(
            "At how many sessions staff have noted the person as absent, and nobody as present; 2/30d counts the latest 30 days."
        ),
        "reported": voice.label(
            "How many times the person has reported that they cannot come; 2/30d counts the latest 30 days."
        ),
        "contact": voice.label("When the person last answered, wrote or tapped anything."),
        "silent": voice.label(
            "How long the person has neither answered, written nor tapped anything; who never did counts, too."
        ),
        "message": voice.label(
            "Whether a message of the person's waits for an answer, or to be read."
        ),
        "task": voice.label("What about the person stands on the list of tasks."),
    }


def _outcomes(voice: Voice) -> dict[str, str]:
    return {
        "outcome": voice.label(
            "What the person has found, claimed or confirmed; what stands beside it is asked of the same one."
        ),
        "claim": voice.label(
            "How far an outcome is known: claimed, confirmed, withdrawn or rejected."
        ),
        "start": voice.label(
            "The first day of an outcome, also one that lies ahead; 14d is the next 14 days."
        ),
        "end": voice.label("The last day of an outcome; 14d is the next 14 days."),
        "employer": voice.label("Has this in the employer or the school of an outcome."),
        "job_hours": voice.label("The hours a week of an outcome."),
        "self_supporting": voice.label(
            "Whether the person is self-supporting today, claimed or confirmed."
        ),
    }


def _placements(voice: Voice) -> dict[str, str]:
    return {
        "placement": voice.label(
            "Whether a placement is under way, ahead or over; “none” is neither under way nor ahead."
        ),
        "company": voice.label(
            "Has this in the company's name of a placement that is under way or ahead."
        ),
    }
