"""What Mette has noted of her people's way to a job: something of everything that can be noted."""

from datetime import timedelta

from bot.actions.changes import Cause
from bot.actions.readiness import abilities, assessments, decisions, goals, hours
from bot.actions.readiness.abilities import Can, Level
from bot.actions.readiness.decisions import Decided
from bot.actions.readiness.goals import Agreed
from bot.actions.readiness.hours import Weekly
from bot.demo import desk
from bot.demo.people import AMAL, JENS, SELAM
from bot.queries import lookup
from bot.queries.readiness import categories
from bot.rules.time import local
from bot.wiring.installation import Installation
from storage.vocabulary import ActivityKind

DECIDED = (
    (SELAM, "aktivitetsparat", 200, "Er lige begyndt på danskuddannelse og vil ud og prøve noget."),
    (SELAM, "jobparat", 12, "Har klaret tre uger på hotellet uden fravær og tager selv telefonen."),
    (AMAL, "aktivitetsparat", 90, "Vil gerne i praktik først; dansk på modul 2."),
    (JENS, "jobparat", 30, "Har kørt varebil i fire år og mangler kun kørekortet til bus."),
)
"""Who, into which category, how many days ago, and why."""

CAN = (
    (SELAM, "Rengøring efter hygiejnekrav", "Praktik på Hotel Gudenå"),
    (SELAM, "Tigrinya, arabisk og engelsk", ""),
    (AMAL, "Syning", "Egen forretning i otte år"),
    (JENS, "Kørekort B og C", "Kortet er set"),
)
LEVELS = ((SELAM, 2, 2, 260, True), (SELAM, 2, 3, 80, False), (AMAL, 1, 2, 120, False))
AIMS = (
    (SELAM, "Bestå modul 3", 40),
    (SELAM, "Ringe selv til to virksomheder", 14),
    (JENS, "Bestå teoriprøven til bus", 21),
)
WEEKLY = (
    (SELAM, ActivityKind.DANISH, 15.0, "Formiddagshold"),
    (AMAL, ActivityKind.DANISH, 12.0, ""),
    (AMAL, ActivityKind.UTILITY_JOB, 6.0, "Genbrugsbutikken"),
)
SEEN = {"goal": 4, "belief": 5, "danish": 3, "people": 4}
"""How Mette sees it for Selam this quarter."""


def enter(home: Installation) -> None:
    """Note all of it at her desk."""
    mette, database = desk.caller(home), home.database
    people = {who: lookup.people(database, who)[0].id for who in (SELAM, AMAL, JENS)}
    today = local(home.clock()).date()

    def cause(*key: object) -> Cause:
        return Cause(mette, ":".join(map(str, ("demo", *key))), home.clock())

    given = {one.key: one.id or 0 for one in categories.of_home(database, mette)}
    for who, key, days, why in DECIDED:
        decided = Decided(given[key], today - timedelta(days=days), why)
        decisions.decide(database, people[who], decided, cause=cause(who, key))
    for who, name, evidence in CAN:
        can = Can(name, evidence)
        abilities.note_skill(database, people[who], can, cause=cause(who, name))
    for who, education, module, days, passed in LEVELS:
        level = Level(education, module, today - timedelta(days=days), passed)
        abilities.note_danish(database, people[who], level, cause=cause(who, education, module))
    for who, text, days in AIMS:
        agreed = Agreed(text, today + timedelta(days=days))
        goals.agree(database, people[who], agreed, cause=cause(who, text))
    for who, kind, amount, about in WEEKLY:
        weekly = Weekly(amount, today - timedelta(days=70))
        hours.note_activity(database, people[who], weekly, kind, note=about, cause=cause(who, kind))
    assessments.assess(database, people[SELAM], SEEN, cause=cause("assessment"))
