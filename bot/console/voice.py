"""What people can listen to: recorded voices, and whether a machine may speak."""

from starlette.responses import Response

from bot.actions import clips as doing
from bot.console.fields import Fields, Missing
from bot.console.visit import Visit
from bot.queries import clips
from bot.rules.clips import MEDIA_TYPE
from bot.rules.refusals import NotThere
from bot.texts import registry
from storage.vocabulary import Language

NAMES = ("kind", "language", "recording")


def settings(visit: Visit) -> Response:
    """Show what can be listened to."""
    return _page(visit, Fields(dict.fromkeys(NAMES, "")))


def _page(visit: Visit, form: Fields) -> Response:
    return visit.page(
        "voice.html",
        status=422 if form.errors else 200,
        form=form,
        limits={},
        found=clips.voices(visit.context.database, visit.caller),
        kinds=registry.recordable(),
        languages_heard=list(Language),
        saved=visit.asked("saved"),
    )


def record(visit: Visit) -> Response:
    """Keep a recorded voice."""
    form = Fields.posted(visit.form, NAMES)
    kind, language = form.values["kind"], form.values["language"]
    if kind not in registry.recordable() or language not in set(Language):
        raise NotThere
    recording = visit.files.get("recording")
    cause = visit.cause().part("record")
    with form.refusals():
        if recording is None or not recording.content:
            raise Missing
        doing.record(
            visit.context.database, kind, Language(language), recording.content, cause=cause
        )
        return visit.go("voice", query={"saved": "yes"})
    form.errors["recording"] = form.errors.pop("")
    return _page(visit, form)


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
