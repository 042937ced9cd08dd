"""A number for who may see no names: too rough to tell somebody from the difference of two."""

from bot.rules.reports.shielding import FEW, fives


def rounded(number: int) -> int | None:
    """Return a number in fives; None when it is below five, be it 0.

    Two numbers that differ in one person are mostly the same in fives; where they are not, who
    asks must not know whom they differ in, which this cannot tell.
    """
    return None if number < FEW else fives(number)
