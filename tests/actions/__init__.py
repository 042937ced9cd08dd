"""Actions: one transaction each."""
