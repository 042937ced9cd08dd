"""The server in a process of its own: `python -m bot.demo.botapi --port 0`.

It prints its address on the first line and serves until it is told to stop.
"""

from __future__ import annotations

import argparse
import sys

from bot.demo.botapi import Telegram, control, loopback
from bot.demo.botapi.telegram import TOKEN


def main() -> None:
    """Serve as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bot.demo.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 is any free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--enforce", action="store_true", help="refuse what comes too fast")
    options = parser.parse_args()
    telegram = Telegram(token=options.token)
    telegram.pace.enforced = options.enforce
    listening = loopback.listen(options.port)
    sys.stdout.write(f"{loopback.address(listening)}\n")
    sys.stdout.flush()
    loopback.run(telegram, listening, control.server_with_control(telegram))


if __name__ == "__main__":
    main()
