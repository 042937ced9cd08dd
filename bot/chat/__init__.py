"""Participants, and staff in their own chats, on Telegram: thin handlers on python-telegram-bot."""
