"""Promises to people, from end to end."""
