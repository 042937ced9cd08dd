"""The console's style sheet, scripts and icon, at addresses that change with their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parent / "static"
KINDS = {
    "console.css": "text/css",
    "console.js": "text/javascript",
    "live.js": "text/javascript",
    "progress.js": "text/javascript",
    "search.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


@cache
def address(file: str) -> str:
    """Return the address of a file below the console's root."""
    return f"/static/{file}?v={sha256(_content(file)).hexdigest()[:12]}"


async def serve(request: Request) -> Response:
    """Answer with a file."""
    file = request.path_params["file"]
    if file not in KINDS:
        raise HTTPException(404)
    return Response(_content(file), media_type=KINDS[file])


@cache
def _content(file: str) -> bytes:
    return (FOLDER / file).read_bytes()
