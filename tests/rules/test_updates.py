"""Whose update is this? Asked of anything that anybody can send."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from bot.rules.updates import WIDEST, Identity, identify

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["update_id", "message", "callback_query", "from", "chat", "id"])
            | st.text(),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


def _raw(**update: object) -> bytes:
    return json.dumps(update).encode()


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": 7}, "from": {"id": 8}}}, 7),
        ({"edited_message": {"chat": {"id": 7}}}, 7),
        ({"callback_query": {"from": {"id": 8}, "message": {"chat": {"id": 7}}}}, 7),
        ({"callback_query": {"from": {"id": 8}}}, 8),
        ({"my_chat_member": {"chat": {"id": 7}, "from": {"id": 8}}}, 7),
        ({"poll": {"id": "1"}}, None),
        ({"message": None}, None),
        ({"message": {"chat": {"id": "7"}}}, None),
        ({"message": {"chat": {"id": True}}}, None),
        ({"message": {"chat": {"id": 2**70}}}, None),
    ],
)
def test_an_update_belongs_to_the_chat_it_came_from(
    update: dict[str, object], chat: int | None
) -> None:
    assert identify(_raw(update_id=5, **update)) == Identity(5, chat)


@pytest.mark.parametrize(
    ("update", "at"),
    [
        ({"message": {"chat": {"id": 7}, "date": 0}}, datetime(1970, 1, 1, tzinfo=UTC)),
        ({"my_chat_member": {"date": 60}}, datetime(1970, 1, 1, 0, 1, tzinfo=UTC)),
        ({"callback_query": {"message": {"date": 60}}}, None),
        ({"message": {"date": 2**60}}, None),
        ({"message": {"date": "60"}}, None),
    ],
)
def test_when_it_was_sent_is_telegrams_word(update: dict[str, object], at: datetime | None) -> None:
    assert identify(_raw(update_id=5, **update)).sent_at == at


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"null",
        b"[1]",
        b'"update_id"',
        b'{"update_id": "5"}',
        b'{"update_id": 5.0}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_read_has_no_number(raw: bytes) -> None:
    assert identify(raw) == Identity()


@given(st.binary())
def test_no_bytes_are_a_fault(raw: bytes) -> None:
    _check(identify(raw))


@given(JSON)
def test_no_json_is_a_fault(value: object) -> None:
    _check(identify(json.dumps(value).encode()))


def _check(identity: Identity) -> None:
    """Both numbers fit into the columns that keep them."""
    for number in (identity.update_id, identity.chat_key):
        assert number is None or -WIDEST < number < WIDEST
