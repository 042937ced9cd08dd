"""Broadcasts: written, looked at, confirmed, sent to many, and mended."""
