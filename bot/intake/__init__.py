"""From the world to the inbox, and from the inbox to the chat."""
