"""When a number tells of so few people that it tells who they are."""

FEW = 5


def is_few(number: int, of: int) -> bool:
    """Tell whether so many, or all the others of those among whom they are, are too few."""
    return 0 < number < FEW or 0 < of - number < FEW
