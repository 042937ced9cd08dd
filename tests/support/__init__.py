"""What tests lean on: a real PostgreSQL, a real browser, and the rules of accessibility."""
