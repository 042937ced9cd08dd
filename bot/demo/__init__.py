"""The whole thing on one machine, without Telegram and without a municipality."""
