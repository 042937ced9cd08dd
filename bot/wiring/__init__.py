"""The only place that constructs: database, bot, gate, chat, console, worker, web."""
