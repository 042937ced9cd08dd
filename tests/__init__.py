"""Promises to people, kept."""
