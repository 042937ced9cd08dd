"""Ten workers die at each point of their work, on either database."""

import asyncio
import os
import sys

DEATHS = "10"


async def main() -> None:
    """Run the test of it with more deaths than the suite has time for; fail as it fails."""
    tests = [sys.executable, "-m", "pytest", "tests/faults/test_kill.py", "--verbose"]
    process = await asyncio.create_subprocess_exec(*tests, env=os.environ | {"DEATHS": DEATHS})
    if code := await process.wait():
        raise SystemExit(code)
