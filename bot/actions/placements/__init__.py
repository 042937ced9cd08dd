"""Companies, their slots, who wishes for one, and who is placed: one file a part."""
