"""What the database finds is what plain Python finds, whatever is asked of whomever."""

import time
from contextlib import suppress
from random import Random

from bot.rules.refusals import Refused
from storage.database import Database
from tests.support import populace
from tests.support.answering import Answering
from tests.support.questions import Asking

PEOPLE, QUESTIONS, NONSENSE = 40, 100, 500
EDGES = ('arbejdsgiver:""', 'arbejdsgiver=""', 'arbejdsgiver!=""', 'kan:""', 'navn=""')
"""What dice never throw: an empty text, which is that of whoever has no employer."""
SLOW = 1.0
"""A busy machine is not wrong; the campaign measures the promised tenth of a second."""


def test_sql_and_python_find_the_same_people(sqlite: Database) -> None:
    dice = Random()
    seed = dice.randrange(10**9)
    dice.seed(seed)
    populace.settle(sqlite, dice, PEOPLE)
    with Answering.of(sqlite) as answers:
        asking = Asking(dice, answers.house, populace.NAMES)
        asked = [*EDGES, *(asking.question() for _ in range(QUESTIONS))]
        differing = [text for text in asked if answers.differ(text)]
        assert differing == [], seed
        for _ in range(NONSENSE):
            text, began = asking.nonsense(), time.perf_counter()
            with suppress(Refused):
                answers.in_sql(text)
            assert time.perf_counter() - began < SLOW, (seed, text)
