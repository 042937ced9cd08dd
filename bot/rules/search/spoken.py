"""How things are asked for without operators: what is skipped, what denies, what compares."""

from bot.rules.search.field import Operator
from bot.rules.search.people import YES

BY_VALUE = (
    "category",
    "language",
    "gender",
    "course",
    "outcome",
    "readiness",
    "phase",
    "link",
    "ending",
    "project",
    "caseworker",
)
"""The fields whose values are known by themselves, the likeliest first."""

_DANISH = (
    "af alle borger borgere dem der deltager deltagere en er et for fra har hvem i læser med min"
    " personer på som taler til vores"
)
_ENGLISH = (
    "a all are citizens for from has have in is on our participants people person reads speaks"
    " that the those who with"
)
FILLERS = frozenset(f"{_DANISH} {_ENGLISH}".split())
"""They ask for nothing themselves."""

MINE = frozenset({"mine", "mig", "my", "me"})
WITHOUT = frozenset({"ingen", "uden", "intet", "ikke", "no", "without", "not", "none"})

COMPARED: dict[tuple[str, ...], Operator] = {
    ("mere", "end"): Operator.MORE,
    ("flere", "end"): Operator.MORE,
    ("more", "than"): Operator.MORE,
    ("over",): Operator.MORE,
    ("above",): Operator.MORE,
    ("mindre", "end"): Operator.LESS,
    ("færre", "end"): Operator.LESS,
    ("less", "than"): Operator.LESS,
    ("fewer", "than"): Operator.LESS,
    ("under",): Operator.LESS,
    ("below",): Operator.LESS,
    ("mindst",): Operator.AT_LEAST,
    ("at", "least"): Operator.AT_LEAST,
    ("højst",): Operator.AT_MOST,
    ("at", "most"): Operator.AT_MOST,
}

PHRASES: dict[tuple[str, ...], tuple[str, str]] = {
    ("klar", "til", "job"): ("ready", YES),
    ("jobklar",): ("ready", YES),
    ("jobklare",): ("ready", YES),
    ("job-ready",): ("ready", YES),
    ("job", "ready"): ("ready", YES),
    ("ready", "for", "a", "job"): ("ready", YES),
    ("ready", "for", "work"): ("ready", YES),
    ("ikke", "hørt", "fra"): ("silent", ""),
    ("not", "heard", "from"): ("silent", ""),
}
"""What is said in several words: a field, and its value where it has one."""
