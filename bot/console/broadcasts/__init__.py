"""Broadcasts in the console."""
