"""Who sees counts only looks and changes nothing, whatever door they come by."""

import pytest

from bot.actions import schedule
from bot.actions.placements import companies
from bot.actions.placements.companies import Address
from bot.rules.refusals import NotThere
from tests.support.cast import Stage


def test_who_sees_counts_only_changes_nothing(here: Stage) -> None:
    session = here.session(course="Service")
    with pytest.raises(NotThere):
        schedule.cancel(here.database, session, cause=here.cause("Karin"))
    with pytest.raises(NotThere):
        companies.add(here.database, "bus", Address("Busser"), cause=here.cause("Karin"))
