"""How things are said, whatever the values are."""
