"""Start with `python -m bot`."""

import gc

from bot.cli import app

OBJECTS = 50_000
"""So many new objects before the collector looks: nearly all that a start makes are there to stay,
and Python's own 700 would have it look through them five hundred times."""

if __name__ == "__main__":
    gc.set_threshold(OBJECTS)
    app(prog_name="python -m bot")
