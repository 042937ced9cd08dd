"""Participants on Telegram: thin handlers on python-telegram-bot."""
