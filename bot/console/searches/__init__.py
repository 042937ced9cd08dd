"""Search in the caseworkers' own words, and what is saved of it."""
