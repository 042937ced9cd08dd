"""What people can listen to: recorded voices, and whether a machine may speak."""

from starlette.responses import Response

from bot.actions import clips as doing
from bot.console.session_form import Missing
from bot.console.visit import Visit
from bot.queries import clips
from bot.rules.clips import MEDIA_TYPE
from bot.rules.refusals import NotThere, Refused
from bot.texts import registry
from storage.vocabulary import Language


def settings(visit: Visit, errors: dict[str, Refused] | None = None) -> Response:
    """Show what can be listened to."""
    return visit.page(
        "voice.html",
        status=422 if errors else 200,
        found=clips.voices(visit.context.database, visit.caller),
        kinds=registry.recordable(),
        languages_heard=list(Language),
        chosen=visit.form,
        errors=errors or {},
        saved=visit.asked("saved"),
    )


def record(visit: Visit) -> Response:
    """Keep a recorded voice."""
    kind, language = visit.form.get("kind", ""), visit.form.get("language", "")
    if kind not in registry.recordable() or language not in set(Language):
        raise NotThere
    content = visit.files.get("recording", b"")
    cause = visit.cause().part("record")
    try:
        if not content:
            raise Missing
        doing.record(visit.context.database, kind, Language(language), content, cause=cause)
    except NotThere:
        raise
    except Refused as refused:
        return settings(visit, {"recording": refused})
    return visit.go("voice", query={"saved": "yes"})


def remove(visit: Visit) -> Response:
    """Take a recorded voice away."""
    number = visit.number("clip")
    cause = visit.cause().part(f"remove:{number}")
    doing.remove(visit.context.database, number, cause=cause)
    return visit.go("voice", query={"saved": "yes"})


def let_speak(visit: Visit) -> Response:
    """Let a machine speak, or not."""
    cause = visit.cause().part("speech")
    speech = visit.form.get("speech") == "on"
    doing.let_speak(visit.context.database, speech=speech, cause=cause)
    return visit.go("voice", query={"saved": "yes"})


def listen(visit: Visit) -> Response:
    """Play a recorded voice."""
    content = clips.content(visit.context.database, visit.caller, visit.number("clip"))
    return Response(content, media_type=MEDIA_TYPE)
