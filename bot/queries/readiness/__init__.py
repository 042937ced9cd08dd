"""Somebody's way to a job, as staff look at it: what people have decided, noted and answered."""
