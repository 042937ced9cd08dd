"""Lists: what is read from a file, and what is said of it."""
