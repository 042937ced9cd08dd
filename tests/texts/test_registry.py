"""What the outbox holds can be said."""

import pytest

from bot.texts import registry
from bot.texts.registry import UnknownNotice
from bot.texts.reminders import Reminder


def test_a_notice_is_read_by_its_kind() -> None:
    assert registry.read("reminder", {"session_id": 7}) == Reminder(session_id=7)


@pytest.mark.parametrize("params", [{}, {"session_id": 7, "colour": "red"}])
def test_parameters_that_do_not_fit_are_named(params: dict[str, object]) -> None:
    with pytest.raises(UnknownNotice, match="reminder"):
        registry.read("reminder", params)


def test_a_kind_of_another_version_is_named() -> None:
    with pytest.raises(UnknownNotice, match="poem"):
        registry.read("poem", {})


def test_no_two_notices_share_a_kind() -> None:
    kinds = [notice.kind for notice in registry.NOTICES]
    assert len(set(kinds)) == len(kinds)
