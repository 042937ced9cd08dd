"""A number for who may see no names: too rough to tell somebody from the difference of two."""

from bot.rules.reports.shielding import FEW


def rounded(number: int) -> int | None:
    """Return a number in fives; None when it is below five, be it 0.

    Any query can be asked, so that what is hidden by one would follow from two that differ in one
    person, were they exact.
    """
    return None if number < FEW else (number + FEW // 2) // FEW * FEW
