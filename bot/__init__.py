"""The verbs: what Brobygger does for participants and caseworkers."""
