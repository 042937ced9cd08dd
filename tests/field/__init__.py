"""Two programmes from the field as lists to import, with invented people; see docs/field.md."""
