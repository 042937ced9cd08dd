"""Bring the catalogue `messages` up to date with the code: `python -m bot.texts.extract`.

It writes the template, and into each language's catalogue whatever is new, to be translated;
what is no longer said is dropped.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.texts.catalogue import LOCALES

DOMAIN = "messages"
HOUSE = Path(__file__).parents[2]
SENTENCES = {"say": 1, "label": 1, "say_n": 2}
"""Who says a sentence, and how many of its first arguments are its forms."""

LEFT_OUT = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Report-Msgid-Bugs-To",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
)
"""Headers that say nothing, or something else on every machine."""


def sentences(room: str = "bot/texts") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each sentence that is said in a room: its file, and its one or two forms.

    The syntax tree finds them inside f-strings too, on every version of Python.
    """
    for file in sorted((HOUSE / room).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                forms = _forms(node.args[: SENTENCES.get(node.func.attr, 0)])
                if forms:
                    yield f"{room}/{file.name}", forms


def template() -> str:
    """Return the template with every sentence that the code says to participants."""
    found = Catalog(project="Brobygger", fuzzy=False)
    found.header_comment = "# What participants read. Written by `python -m bot.texts.extract`."
    for file, forms in sentences():
        found.add(forms if len(forms) > 1 else forms[0], locations=[(file, 0)])
    return _written(found)


def updated(file: Path) -> str:
    """Return a language's catalogue with exactly the sentences of the template."""
    language = file.parents[1].name
    with file.open("rb") as source:
        catalogue = read_po(source, locale=language, domain=DOMAIN)
    wanted = read_po(BytesIO(template().encode()), domain=DOMAIN)
    catalogue.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return _written(catalogue)


def catalogues() -> list[Path]:
    """Return the file of each language."""
    return sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def main() -> None:
    """Write the template and the catalogues."""
    (LOCALES / f"{DOMAIN}.pot").write_text(template(), "utf-8")
    for file in catalogues():
        file.write_text(updated(file), "utf-8")


def _forms(nodes: list[ast.expr]) -> tuple[str, ...]:
    values = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return tuple(value for value in values if isinstance(value, str))


def _written(catalogue: Catalog) -> str:
    """Return a catalogue as text that changes only when a sentence does."""
    out = BytesIO()
    write_po(out, catalogue, width=0, sort_by_file=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if not _is_left_out(line)).strip() + "\n"


def _is_left_out(line: str) -> bool:
    return line.startswith(tuple(f'"{name}:' for name in LEFT_OUT))


if __name__ == "__main__":
    main()
