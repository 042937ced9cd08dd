"""What can be asked about a person themselves."""

from bot.rules.search.facts import PersonFacts
from bot.rules.search.field import Field, Kind, Look, Named, Reading, Word
from storage.vocabulary import Gender, Language, LinkState

YES, NO = "yes", "no"


def _who(facts: PersonFacts, _look: Look) -> Reading:
    return (facts.reference, *_names(facts))


def _name(facts: PersonFacts, _look: Look) -> Reading:
    return _names(facts)


def _reference(facts: PersonFacts, _look: Look) -> Reading:
    return (facts.reference,)


def _language(facts: PersonFacts, _look: Look) -> Reading:
    return frozenset({facts.language})


def _gender(facts: PersonFacts, _look: Look) -> Reading:
    return frozenset({facts.gender} - {None})


def _municipality(facts: PersonFacts, _look: Look) -> Reading:
    return frozenset({facts.municipality_id})


def _caseworker(facts: PersonFacts, _look: Look) -> Reading:
    return frozenset({facts.caseworker_id} - {None})


def _link(facts: PersonFacts, _look: Look) -> Reading:
    return frozenset({facts.link})


def _chat(facts: PersonFacts, _look: Look) -> Reading:
    return frozenset({YES if facts.link is LinkState.LINKED else NO})


def _names(facts: PersonFacts) -> tuple[str, ...]:
    return (facts.name, facts.called) if facts.called else (facts.name,)


YES_NO = (
    Word(YES, ("ja",), ("yes",)),
    Word(NO, ("nej",), ("no",)),
)

LANGUAGES = (
    Word(Language.TIGRINYA, ("tigrinya", "ti", "tigrinsk"), ("Tigrinya",)),
    Word(Language.ARABIC, ("arabisk", "ar"), ("Arabic",)),
    Word(Language.DANISH, ("dansk", "da"), ("Danish",)),
    Word(Language.ENGLISH, ("engelsk", "en"), ("English",)),
)

GENDERS = (
    Word(Gender.WOMAN, ("kvinde", "kvinder", "k"), ("woman", "women", "female", "f")),
    Word(Gender.MAN, ("mand", "mænd", "m"), ("man", "men", "male")),
    Word(Gender.OTHER, ("andet", "andet køn"), ("other", "other gender")),
)

LINKS = (
    Word(LinkState.LINKED, ("koblet", "tilmeldt", "tilknyttet"), ("linked",)),
    Word(LinkState.INVITED, ("inviteret",), ("invited",)),
    Word(LinkState.NOT_INVITED, ("ikke-inviteret",), ("not-invited",)),
    Word(LinkState.STOPPED, ("stoppet",), ("stopped",)),
    Word(LinkState.UNREACHABLE, ("utilgængelig",), ("unreachable",)),
    Word(LinkState.UNLINKED, ("frakoblet",), ("unlinked",)),
)

UNLINKED = frozenset(one.key for one in LINKS) - {LinkState.LINKED, LinkState.UNREACHABLE}

WHO = Field("who", ("borger",), ("person", "who"), Kind.TEXT, _who)
"""What a word without a field is looked for in."""

NAMING = frozenset({"who", "name", "reference"})
"""The fields that ask for one person."""

FIELDS = (
    WHO,
    Field("name", ("navn",), ("name",), Kind.TEXT, _name),
    Field(
        "reference", ("reference", "ref", "sagsnr"), ("reference", "case"), Kind.EXACT, _reference
    ),
    Field("language", ("sprog",), ("language", "lang"), Kind.WORD, _language, LANGUAGES),
    Field("gender", ("køn",), ("gender", "sex"), Kind.WORD, _gender, GENDERS),
    Field(
        "municipality",
        ("kommune",),
        ("municipality",),
        Kind.NAMED,
        _municipality,
        named=Named.MUNICIPALITY,
    ),
    Field(
        "caseworker",
        ("sagsbehandler", "sb"),
        ("caseworker",),
        Kind.NAMED,
        _caseworker,
        named=Named.STAFF,
    ),
    Field(
        "link",
        ("link", "stadie", "kanal"),
        ("link", "telegram"),
        Kind.WORD,
        _link,
        LINKS,
        nothing=UNLINKED,
    ),
    Field("chat", ("chat",), ("chat", "reachable"), Kind.WORD, _chat, YES_NO),
)
