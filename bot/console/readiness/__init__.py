"""Somebody's way to a job in the console: the profile, what is noted, and the categories."""
