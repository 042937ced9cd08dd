"""Tables and statements, on both databases."""
