"""Words that people type instead of tapping: in every language, whatever theirs is."""

from functools import cache

from bot.texts import icons, menu, pulses, reasons, statuses
from bot.texts.languages import NAMES
from bot.texts.messages import KEEP, SEND
from bot.texts.say import Voice
from bot.texts.schedule import Tab


@cache
def commands() -> dict[str, str]:
    """Return the commands by their words."""
    found = menu.commands()
    for language in NAMES:
        found.setdefault(Voice(language).label("Stop").casefold(), "stop")
    return found


@cache
def buttons() -> dict[str, tuple[str, ...]]:
    """Return what a button's data can begin with, by its words: one word may stand on several."""
    found: dict[str, tuple[str, ...]] = {
        face: (f"face:{score}",) for score, face in enumerate(icons.FACES, 1)
    }
    for language in NAMES:
        voice = Voice(language)
        for words in PARTS:
            for word, data in words(voice).items():
                known = found.get(word.casefold(), ())
                if data not in known:
                    found[word.casefold()] = (*known, data)
    return found


def _general(voice: Voice) -> dict[str, str]:
    return {
        voice.label("Yes"): "agree",
        voice.label("No, thank you"): "decline",
        voice.label("Stop"): "stop",
        voice.label("Do not stop"): "stay",
        voice.label("Listen"): "hear",
        voice.label("Details"): "details",
        voice.label("Hide"): "cover",
        voice.label("Delete"): "erase",
        voice.label("Do not delete"): "erase_keep",
    }


def _sessions(voice: Voice) -> dict[str, str]:
    return {
        voice.label("I am coming"): "come",
        voice.label("I cannot come"): "miss",
        voice.label("Call me"): "call",
        voice.label("I have seen it"): "seen",
        voice.label("Map"): "map",
        voice.label("Calendar"): "ics",
        voice.label("Show this to someone"): "card",
        voice.label("Whole day"): "off_all",
        voice.label("Undo"): "undo",
        **{tab.label(voice): f"tab:{tab.value}" for tab in Tab},
        **{why: f"reason:{key}" for key, why in reasons.shipped(voice).items()},
    }


def _placements(voice: Voice) -> dict[str, str]:
    return {
        voice.label("See open places"): "slot:open",
        voice.label("My wishes"): "slot:mine",
        voice.label("I am interested"): "wish",
        voice.label("I am no longer interested"): "unwish",
        voice.label("I know a company"): "nominate",
        voice.label("Skip"): "nskip",
        voice.label("Cancel"): "nleave",
    }


def _messages(voice: Voice) -> dict[str, str]:
    return {
        voice.label("Send it"): f"offer:{SEND}",
        voice.label("Do not send it"): f"offer:{KEEP}",
        voice.label("I have written everything"): "written",
        voice.label("Delete it"): "remove",
    }


def _outcomes(voice: Voice) -> dict[str, str]:
    return {
        voice.label("Job"): "found:job",
        voice.label("Education"): "found:education",
        "IGU": "found:igu",
        voice.label("Permanent"): "found_terms:permanent",
        voice.label("For a limited time"): "found_terms:temporary",
        voice.label("Paid by the hour"): "found_terms:hourly",
        voice.label("Skip"): "found_skip",
        voice.label("Cancel"): "found_drop",
        voice.label("Send"): "found_send",
        voice.label("Correct it"): "found_alter",
        voice.label("Go on"): "found_on",
        voice.label("Another number"): "found_hours:other",
        voice.label("Another day"): "found_day:other",
        voice.label("Take it back"): "found_back",
        voice.label("As before"): "found_now:same",
        voice.label("Something has changed"): "found_now:changed",
        voice.label("It has ended"): "found_now:ended",
    }


PARTS = (_general, _sessions, _placements, _messages, _outcomes, pulses.spoken, statuses.spoken)
"""Who knows words of buttons: the same word may mean another thing in each part."""
