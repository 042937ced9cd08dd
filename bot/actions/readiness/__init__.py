"""Somebody's way to a job, as staff write it down: dated, with its author, never overwritten."""
