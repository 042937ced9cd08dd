"""How far a broadcast is, in figures and in words, for its page and for what is told to it."""

from datetime import datetime

from markupsafe import Markup

from bot.console.language import N_
from bot.console.streams import News
from bot.console.templating import Moments
from bot.console.visit import Visit
from bot.queries.broadcasts.progress import Sample
from bot.rules.time import local


def news(visit: Visit, sample: Sample) -> News:
    """Return what a page is told of it."""
    figures = sample.figures
    told = {
        "state": sample.state.value,
        "done": figures.done,
        "total": figures.total,
        "words": str(in_words(visit, sample)),
        "figures": {name: getattr(figures, name) for name in figures.__dataclass_fields__},
    }
    return News(told, is_last=not sample.is_running)


def in_words(visit: Visit, sample: Sample) -> Markup:
    """Return "312 of 500 sent · 3 not reached · 185 to go, about 09:32"."""
    say, figures = visit.speech.say, sample.figures
    parts = [say("{sent} of {total} sent", sent=figures.sent, total=figures.total)]
    parts += [
        say(sentence, n=number)
        for sentence, number in (
            (N_("{n} not reached"), figures.lost),
            (N_("{n} uncertain"), figures.uncertain),
            (N_("{n} without a translation yet"), figures.waiting),
            (N_("{n} not sent"), figures.stopped),
        )
        if number
    ]
    if sample.last_at is not None:
        time = _moment(visit, sample.last_at)
        parts.append(say("{n} to go, about {time}", n=figures.to_go, time=time))
    elif figures.to_go:
        parts.append(say("{n} to go", n=figures.to_go))
    return Markup(" · ").join(parts)


def _moment(visit: Visit, moment: datetime) -> str:
    """Return "09:32", with its day when that is another one."""
    moments = Moments(visit.speech.language, visit.now)
    is_today = local(moment).date() == moments.today
    return moments.clock(moment) if is_today else moments.short(moment)
