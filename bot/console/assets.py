"""The console's style sheet and script, under an address that changes with their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "static"


@cache
def address(file: str) -> str:
    """Return the address of a file below the console's root."""
    version = sha256((FOLDER / file).read_bytes()).hexdigest()[:12]
    return f"/static/{file}?v={version}"
