"""What Telegram says when it refuses, in Telegram's own words.

Source: https://core.telegram.org/bots/api#making-requests and the texts of the open Bot API server.
"""

from __future__ import annotations


class ApiError(Exception):
    """A refusal: an HTTP status, its text and, after a flood, the whole seconds to wait."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def answer(self) -> dict[str, object]:
        """Tell the refusal as the JSON object that Telegram sends."""
        shape: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            shape["parameters"] = {"retry_after": self.retry_after}
        return shape


def bad_request(text: str) -> ApiError:
    """Refuse what cannot be done as asked."""
    return ApiError(400, f"Bad Request: {text}")


def unauthorized() -> ApiError:
    """Refuse a token that belongs to no bot."""
    return ApiError(401, "Unauthorized")


def blocked() -> ApiError:
    """Refuse to write to a person who blocked the bot."""
    return ApiError(403, "Forbidden: bot was blocked by the user")


def not_found() -> ApiError:
    """Refuse a method that does not exist."""
    return ApiError(404, "Not Found: method not found")


def conflict(text: str) -> ApiError:
    """Refuse one of two readers of the same updates."""
    return ApiError(409, f"Conflict: {text}")


def too_large() -> ApiError:
    """Refuse a file above the limit."""
    return ApiError(413, "Request Entity Too Large")


def flood(seconds: int) -> ApiError:
    """Refuse a call that came too soon; `seconds` is how long to wait."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
