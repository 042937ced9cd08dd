"""Decisions, without a database, a network or a clock."""
