"""Read only: what somebody may know."""
