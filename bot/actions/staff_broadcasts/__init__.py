"""A broadcast in a member of staff's own chat: written, looked at, sent, and followed."""
