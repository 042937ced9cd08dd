"""When a reminder rule speaks, as a caseworker says it."""

from markupsafe import Markup

from bot.console.language import Speech
from bot.rules.reminders import Rule
from bot.texts import when
from storage.vocabulary import Anchor, Language, ReminderKind

HOUR = 60


def moment(speech: Speech, rule: Rule) -> Markup:
    """Return when a rule speaks: “The day before at 18:00”."""
    if rule.weekday is not None:
        day = when.weekday(rule.weekday, Language(speech.language))
        if rule.kind is ReminderKind.CHECK_IN:
            return speech.say("Every {day} at {time}", day=day, time=_clock(rule))
        return speech.say("The last {day} before it at {time}", day=day, time=_clock(rule))
    if rule.minutes_before is not None:
        return _minutes(speech, rule.minutes_before)
    if rule.kind is ReminderKind.CHECK_IN:
        return _again(speech, rule)
    return _days(speech, rule, rule.days_before or 0)


def _days(speech: Speech, rule: Rule, days: int) -> Markup:
    time = _clock(rule)
    if days == 0 and rule.anchor is Anchor.END:
        return speech.say("The same day at {time}, if it is over by then", time=time)
    if days == 0:
        return speech.say("The same day at {time}", time=time)
    if days == 1:
        return speech.say("The day before at {time}", time=time)
    if days == -1:
        return speech.say("The day after at {time}", time=time)
    if days < 0:
        return speech.say_n("{n} day after at {time}", "{n} days after at {time}", -days, time=time)
    return speech.say_n("{n} day before at {time}", "{n} days before at {time}", days, time=time)


def _minutes(speech: Speech, minutes: int) -> Markup:
    hours, left = divmod(abs(minutes), HOUR)
    if minutes == 0:
        return speech.say("When it ends")
    if left and minutes < 0:
        return speech.say_n("{n} minute after the end", "{n} minutes after the end", -minutes)
    if left:
        return speech.say_n("{n} minute before", "{n} minutes before", minutes)
    if minutes < 0:
        return speech.say_n("{n} hour after the end", "{n} hours after the end", hours)
    return speech.say_n("{n} hour before", "{n} hours before", hours)


def _again(speech: Speech, rule: Rule) -> Markup:
    return speech.say_n(
        "Once more without an answer, {n} day later at {time}",
        "Once more without an answer, {n} days later at {time}",
        -(rule.days_before or 0),
        time=_clock(rule),
    )


def _clock(rule: Rule) -> str:
    return f"{rule.clock:%H:%M}" if rule.clock else ""
