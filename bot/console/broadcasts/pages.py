"""The addresses of broadcasts."""

from bot.console.broadcasts import calls, composing, mending, preview, translating, watching
from bot.console.endpoint import Handler

ONE = "/broadcasts/{broadcast:int}"
PAGES: tuple[tuple[str, str, Handler, tuple[str, ...]], ...] = (
    ("/broadcasts", "broadcasts", watching.listing, ("GET",)),
    (ONE, "broadcast", watching.broadcast, ("GET",)),
    ("/broadcasts/add", "add_broadcast", composing.add, ("GET", "POST")),
    (f"{ONE}/change", "change_broadcast", composing.change, ("GET", "POST")),
    (f"{ONE}/preview", "preview_broadcast", preview.look, ("GET", "POST")),
    (f"{ONE}/approve", "approve_broadcast", preview.approve, ("POST",)),
    (f"{ONE}/take-back", "take_back_broadcast", preview.take_back, ("POST",)),
    (f"{ONE}/audience", "audience_of_broadcast", preview.audience, ("GET",)),
    (f"{ONE}/events", "broadcast_events", watching.events, ("GET",)),
    (f"{ONE}/pause", "pause_broadcast", watching.pause, ("POST",)),
    (f"{ONE}/resume", "resume_broadcast", watching.resume, ("POST",)),
    (f"{ONE}/stop", "stop_broadcast", watching.stop, ("POST",)),
    (f"{ONE}/again", "send_again", mending.again, ("POST",)),
    (f"{ONE}/withdraw", "withdraw_broadcast", mending.withdraw, ("GET", "POST")),
    (f"{ONE}/correct", "correct_broadcast", mending.correct, ("GET", "POST")),
    (f"{ONE}/translate", "translate_broadcast", translating.translate, ("GET", "POST")),
    (f"{ONE}/calls", "call_list", calls.listing, ("GET",)),
    (f"{ONE}/calls.xlsx", "call_sheet", calls.sheet, ("GET",)),
)
"""For staff only: address, name, handler, methods."""

WITH_ENCLOSURES = frozenset(
    {"add_broadcast", "change_broadcast", "correct_broadcast", "translate_broadcast"}
)
"""The pages whose forms bring files that are sent along, one a language."""
