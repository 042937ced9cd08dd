"""From the outbox to the world."""
