"""The chat, over the wire and word by word."""
