"""On the way out: pacing, sending, settling."""
