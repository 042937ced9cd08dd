"""From what was typed to the tree of what is asked, or to where it cannot be understood."""

from datetime import date
from functools import cache

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from bot.rules.search import catalogue, refused, things
from bot.rules.search.field import Field, Operator
from bot.rules.search.house import House
from bot.rules.search.nearest import nearest
from bot.rules.search.people import WHO
from bot.rules.search.reading import Reader, Typed
from bot.rules.search.tree import And, Not, Or, Query, Term

LONGEST = 1000
DEEPEST = 20
MOST_TERMS = 100

_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!="}
_QUOTES = dict.fromkeys(map(ord, "“”„»«"), '"')


def parse(text: str, *, house: House, today: date) -> Query:
    """Return what is asked, as somebody of this house means it today; raises a `BadQuery`."""
    if len(text) > LONGEST:
        raise refused.QueryTooLong(LONGEST, limit=LONGEST, size=len(text))
    plain = cleaned(text)
    _check_brackets(plain)
    try:
        tree = parser().parse(plain)
    except UnexpectedInput as why:
        raise _misread(plain, why) from None
    return things.grouped(_Builder(plain, Reader(house, today)).query(tree))


@cache
def parser() -> Lark:
    """Return the parser, which is made at the first question."""
    return Lark.open("grammar.lark", rel_to=__file__, parser="lalr", maybe_placeholders=False)


def cleaned(text: str) -> str:
    """Return a text of the same length without signs that no database keeps."""
    plain = text.translate(_QUOTES).encode("utf-8", "replace").decode()
    return "".join(sign if sign.isprintable() else " " for sign in plain)


class _Builder:
    """Makes queries of the parser's trees."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.text, self.reader, self.terms = text, reader, 0

    def query(self, tree: Tree[Token]) -> Query:
        match tree.data:
            case "term":
                return self._term(*_tokens(tree))
            case "bare":
                (word,) = _tokens(tree)
                return self._bare(word)
            case "denied":
                return _denied(self.query(_trees(tree)[0]))
            case "either":
                return Or(tuple(self.query(part) for part in _trees(tree)))
            case _:  # "every", and the whole, which may be empty
                return _all([self.query(part) for part in _trees(tree)])

    def _term(self, name: Token, sign: Token, value: Token) -> Term:
        operator = Operator(_SIGNS.get(sign, str(sign)))
        source = self.text[name.start_pos : value.end_pos]
        self._count(name)
        return self.reader.term(
            _field(name), operator, _typed(value), at=name.start_pos or 0, source=source
        )

    def _bare(self, word: Token) -> Term:
        self._count(word)
        at = word.start_pos or 0
        return self.reader.term(WHO, Operator.HAS, _quoted(word), at=at, source=str(word))

    def _count(self, token: Token) -> None:
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise refused.TooManyTerms(token.start_pos or 0, len(token), limit=MOST_TERMS)


def _field(name: Token) -> Field:
    found = catalogue.named(name)
    if found is not None:
        return found
    at, length, near = name.start_pos or 0, len(name), nearest(name, catalogue.BY_NAME)
    if near is None:
        raise refused.UnknownField(at, length, word=str(name))
    raise refused.UnknownFieldNear(at, length, word=str(name), near=near)


def _typed(value: Token) -> Typed:
    at, is_quoted = value.start_pos or 0, value.type == "QUOTED"
    return Typed(value[1:-1] if is_quoted else str(value), at, len(value), is_quoted)


def _quoted(word: Token) -> Typed:
    """Return a word by itself: it is always looked for as it stands."""
    text = word[1:-1] if word.type == "QUOTED" else str(word)
    return Typed(text, word.start_pos or 0, len(word), is_quoted=True)


def _all(parts: list[Query]) -> Query:
    """Return that each part holds, without one such list within another."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _denied(part: Query) -> Query:
    return part.part if isinstance(part, Not) else Not(part)


def _tokens(tree: Tree[Token]) -> list[Token]:
    return [child for child in tree.children if isinstance(child, Token)]


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _check_brackets(text: str) -> None:
    """Raise what is wrong with brackets and quotation marks, without reading anything else."""
    opened: list[int] = []
    quote: int | None = None
    for at, sign in enumerate(text):
        if sign == '"':
            quote = at if quote is None else None
        elif quote is not None:
            continue
        elif sign == "(":
            opened.append(at)
            if len(opened) > DEEPEST:
                raise refused.QueryTooDeep(at, limit=DEEPEST)
        elif sign == ")":
            if not opened:
                raise refused.BracketNeverOpened(at)
            opened.pop()
    if quote is not None:
        raise refused.QuoteNeverClosed(quote)
    if opened:
        raise refused.BracketNeverClosed(opened[-1])


def _misread(text: str, why: UnexpectedInput) -> refused.BadQuery:
    """Return why the parser could not go on, as somebody would say it."""
    token = why.token if isinstance(why, UnexpectedToken) else None
    at = why.pos_in_stream if isinstance(why, UnexpectedCharacters) else None
    if token is not None:
        at = len(text) if token.type == "$END" else token.start_pos
    at = at or 0
    before = text[:at].rstrip()
    if before.endswith(tuple(":=<>~≤≥≠")) and not before.endswith('"'):
        return refused.ValueMissing(at, operator=_last_sign(before))
    if token is None or token.type in {"$END", "RPAR", "_AND", "_OR"}:
        if token is None and text[at : at + 1] not in {"", ")"}:
            return _odd(text, at)
        return refused.PartMissing(at, len(token or ""))
    return _odd(text, at)


def _odd(text: str, at: int) -> refused.BadQuery:
    sign = next((one.value for one in _BY_LENGTH if text.startswith(one.value, at)), None)
    if sign is not None:
        return refused.FieldMissing(at, len(sign), operator=sign)
    word = text[at:].split(maxsplit=1)[0] if text[at:].strip() else ""
    if word.lower() in catalogue.KEYWORDS:
        return refused.PartMissing(at, len(word))
    return refused.NotUnderstood(at, len(word), word=word)


def _last_sign(before: str) -> str:
    return next((one.value for one in _BY_LENGTH if before.endswith(one.value)), before[-1:])


_BY_LENGTH = sorted(Operator, key=lambda one: -len(one.value))
