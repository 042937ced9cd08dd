"""On the way in: webhook, polling, the processor."""
