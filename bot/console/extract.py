"""Write `locales/console.pot`: every sentence that staff read, from where it stands.

`python -m bot.console.extract` writes it and brings the Danish catalogue up to date;
untranslated sentences stay empty there.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import bot
from bot.rules.refusals import Refused
from bot.texts.catalogue import LOCALES
from bot.texts.extract import sentences as sentences_of

HERE = Path(__file__).parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "say": None, "_n": (1, 2), "say_n": (1, 2)}
TEMPLATE = LOCALES / "console.pot"
DANISH = LOCALES / "da" / "LC_MESSAGES" / "console.po"
LEFT_OUT = tuple(
    f'"{name}:'
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Report-Msgid-Bugs-To",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
"""Headers that say nothing, or something else on every machine."""


def _catalogue() -> Catalog:
    """Return every sentence of the console, and of every refusal."""
    found = Catalog(project="Brobygger", fuzzy=False)
    found.header_comment = "# What staff read. Written by `python -m bot.console.extract`."
    for file, _line, message, _comments, context in extract_from_dir(
        HERE, method_map=METHODS, keywords=KEYWORDS
    ):
        found.add(message, locations=[(f"bot/console/{file}", 0)], context=context)
    for file, forms in staff_chat():
        found.add(forms if len(forms) > 1 else forms[0], locations=[(file, 0)])
    for refusal in sorted(set(refusals()), key=lambda kind: kind.__qualname__):
        file = refusal.__module__.replace(".", "/") + ".py"
        found.add(refusal().sentence, locations=[(file, 0)])
    return found


def staff_chat() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what staff read in their own chat: the file, and the one or two forms."""
    return sentences_of("bot/texts/staff")


def refusals() -> Iterator[type[Refused]]:
    """Yield every kind of refusal that a module of ours defines."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    waiting: list[type[Refused]] = [Refused]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if kind.__module__.startswith("bot."):
            yield kind


def template() -> str:
    """Return the template with every sentence that staff read."""
    return _written(_catalogue())


def updated(file: Path) -> str:
    """Return a language's catalogue with exactly the sentences of the template."""
    with file.open("rb") as source:
        kept = read_po(source, locale=file.parents[1].name, domain="console")
    kept.update(_catalogue(), no_fuzzy_matching=True, update_header_comment=False)
    kept.obsolete.clear()
    return _written(kept)


def main() -> None:
    """Write the template, and add to the Danish catalogue what is new."""
    TEMPLATE.write_text(template(), "utf-8")
    DANISH.write_text(updated(DANISH), "utf-8")


def _written(found: Catalog) -> str:
    """Return a catalogue as text that changes only when a sentence does."""
    out = BytesIO()
    write_po(out, found, width=0, sort_output=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines()
    kept = [line for line in lines if not line.startswith(LEFT_OUT)]
    return "\n".join(kept).strip() + "\n"


if __name__ == "__main__":
    main()
