"""The sentence that goes with the news of an import, as it is typed at the command line."""

from collections.abc import Mapping

from bot.imports.names import Else
from bot.rules import sentences
from bot.rules.sentences import Sentence
from storage.vocabulary import Language


def read(typed: Mapping[str, str], *, otherwise: Else | None) -> Sentence | None:
    """Return the sentence by the codes of its languages; None when there is none.

    Raises what `sentences.read` raises.
    """
    return sentences.read(
        {Language(code): text for code, text in typed.items()},
        without=list(Language) if otherwise is Else.NOTHING else (),
        danish=list(Language) if otherwise is Else.DANISH else (),
    )
