"""Companies, slots and placements: what messages speak of, and what staff look at."""
