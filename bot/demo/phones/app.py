"""The page with the phones as a web application that can be mounted anywhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo.phones import deeds, live, pages
from bot.demo.phones.stage import Stage

HERE = Path(__file__).parent


def create(stage: Stage) -> Starlette:
    """Serve the stage at /, each phone at /phone/{user_id}, and what people do with them."""
    app = Starlette(
        routes=[
            Route("/", pages.show_stage),
            Route("/events", live.events),
            Route("/clock/{choice}", deeds.move_clock, methods=["POST"]),
            Route("/phone/{user_id:int}", pages.show_phone),
            Route("/phone/{user_id:int}/file/{message_id:int}", pages.show_file),
            Route("/phone/{user_id:int}/{deed}", deeds.do, methods=["POST"]),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]
    )
    app.state.stage = stage
    app.state.templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return app
