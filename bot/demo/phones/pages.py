"""The pages: the whole stage, one phone alone, and the files in a chat."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.demo.botapi.files import StoredFile
from bot.demo.phones import views
from bot.demo.phones.stage import Person, Stage

PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


async def show_stage(request: Request) -> Response:
    """Show all phones, the clock and the console."""
    stage: Stage = request.app.state.stage
    screens = [views.screen(person) for person in stage.people]
    desk = views.screen(stage.desk) if stage.desk else None
    return _page(request, "stage.html", screens=screens, desk=desk)


async def show_phone(request: Request) -> Response:
    """Show one phone; `?start=…` is a scanned link, which only START spends."""
    scanned = request.query_params.get("start", "")
    screen = views.screen(person_of(request), scanned=scanned)
    return _page(request, "alone.html", screens=[screen])


async def show_file(request: Request) -> Response:
    """Hand out the file of a message, a picture to look at and all else to keep."""
    message = person_of(request).phone.find_message(request.path_params["message_id"])
    if message is None or message.file is None:
        raise HTTPException(404)
    mime = _picture(message.file)
    headers = {"X-Content-Type-Options": "nosniff"}
    if not mime and message.file.kind != "voice":
        name = quote(message.file.name, safe="")
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    kept_as = "audio/ogg" if message.file.kind == "voice" else "application/octet-stream"
    return Response(message.file.content, media_type=mime or kept_as, headers=headers)


def person_of(request: Request) -> Person:
    """Find whose phone a request is about; 404 if nobody's."""
    stage: Stage = request.app.state.stage
    person = stage.person(request.path_params["user_id"])
    if person is None:
        raise HTTPException(404)
    return person


def _picture(file: StoredFile) -> str:
    """Tell the kind of a picture by its first bytes; empty for any other file."""
    kinds = (mime for start, mime in PICTURES.items() if file.content.startswith(start))
    return next(kinds, "") if file.kind == "photo" else ""


def _page(request: Request, template: str, **values: object) -> Response:
    stage: Stage = request.app.state.stage
    base = request.scope.get("root_path", "")
    now = stage.clock.now().astimezone(views.COPENHAGEN) if stage.clock else None
    page = request.app.state.templates.get_template(template)
    html = page.render(stage=stage, base=base, here=request.url.path, now=now, **values)
    frames = urlsplit(stage.console_url)
    policy = "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
    if frames.netloc:
        policy += f"; frame-src 'self' {frames.scheme}://{frames.netloc}"
    return HTMLResponse(html, headers={"Content-Security-Policy": policy})
