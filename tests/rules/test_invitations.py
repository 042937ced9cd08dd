"""Tokens of invitations: ours, and what others make of them."""

import re

from hypothesis import example, given, strategies as st

from bot.rules import invitations

SECRET = "the secret of a test, long enough to be one"
NUMBERS = st.integers(1, 10**12 - 1)


@given(NUMBERS)
def test_a_token_is_read_by_who_made_it(number: int) -> None:
    assert invitations.read(SECRET, invitations.token(SECRET, number)) == number


@given(NUMBERS)
def test_a_token_fits_into_a_deep_link(number: int) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", invitations.token(SECRET, number))


@given(NUMBERS, st.text(min_size=1))
def test_a_token_made_with_another_secret_is_nothing(number: int, other: str) -> None:
    if other != SECRET:
        assert invitations.read(SECRET, invitations.token(other, number)) is None


@given(NUMBERS, st.integers(0, 63), st.sampled_from("AZaz09-_é١ \n"))
def test_a_token_with_one_sign_changed_is_nothing(number: int, place: int, sign: str) -> None:
    token = invitations.token(SECRET, number)
    place %= len(token)
    changed = token[:place] + sign + token[place + 1 :]
    assert invitations.read(SECRET, changed) == (number if changed == token else None)


@given(st.text() | st.from_regex(r"\d{1,14}-[A-Za-z0-9_-]{20,28}"))
@example("١-" + invitations.token(SECRET, 1)[2:])
@example("01-" + invitations.token(SECRET, 1)[2:])
@example(invitations.token(SECRET, 1) + "\n")
def test_only_our_own_tokens_are_read(text: str) -> None:
    number = invitations.read(SECRET, text)
    assert number is None or text == invitations.token(SECRET, number)
