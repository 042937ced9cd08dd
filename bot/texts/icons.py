"""The icons: each has one meaning, everywhere."""

from datetime import datetime

from bot.rules.time import local
from storage.vocabulary import FollowUpAnswer, OutcomeKind, Reason, SessionKind, Terms, Wish

SCHEDULE = "📅"
LANGUAGE = "🌐"
MY_DATA = "🔒"
HELP = "❓"
REMINDER = "⏰"
CHANGED = "🔁"
CANCELLED = "🚫"
YES = "✅"
NO = "❌"
SEEN = "👍"
PLACE = "📍"
ADDRESS = "🏠"
BRING = "🎒"
CASEWORKER = "👤"
PHONE = "📞"
LETTER = "✉️"
MESSAGE = "💬"
TELEGRAM = "📱"
FREE = "🙌"
HOME = "🏛️"
MONEY = "💰"
CORRECT = "🔧"
BELOW = "👇"
STOP = "⛔"
BACK = "↩️"
EARLIER = "⬅️"
LATER = "➡️"
WELCOME = "👋"
NUMBERS = "🔢"
NOTED = "📝"
MORE = "☰"
ABSENCE = "🙅"
CALL_ME = "📲"
CHECK_IN = "🙂"
PULSE = "🌱"
FOUND = "🎉"
JOB = "💼"
EDUCATION = "📚"
IGU = "🧰"
SELF_SUPPORTING = "🌱"
MOVED_AWAY = "📦"
SCHOOL = "🏫"
PERMANENT = "📌"
TEMPORARY = "⏳"
HOURLY = "🧮"
HOURS = "⏱️"
ENDED = "🏁"
WRITE = "✏️"
PLACEMENT = "🏭"
COMPANY = "🏢"
WISH = "🙋"
DANISH = "🗣️"
LISTEN = "🔊"
HIDE = "🙈"
DETAILS = "👁️"
SHOW = "🪪"
FILE = "📎"
RECEIPT = "🧾"
PEOPLE = "👪"
EMERGENCY = "🚨"
SEND = "📤"
DELETE = "🗑️"
ASK_FOR = "🛎️"
NEXT = "👉"
ADDED = "🆕"
TODAY = "📋"
MORNING = "🌅"
SILENT = "🔇"
BROADCAST = "📣"
READ = "☑️"
REPLY = "💭"
SEARCH = "🔎"

WAIT = "⏸️"
RESUME = "▶️"
FACES = "😞🙁😐🙂😀"
"""From the worst to the best."""

KINDS = {
    SessionKind.WORKSHOP: "🎓",
    SessionKind.CLASS: "🎓",
    SessionKind.PLACEMENT: "🏭",
    SessionKind.VISIT: "🚪",
    SessionKind.MEETING: "👥",
    SessionKind.CONTRACT_MEETING: "✍️",
    SessionKind.APPOINTMENT: "📄",
    SessionKind.EVENT: "🤝",
}

OUTCOMES = {
    OutcomeKind.JOB: JOB,
    OutcomeKind.EDUCATION: EDUCATION,
    OutcomeKind.IGU: IGU,
    OutcomeKind.SELF_SUPPORTING: SELF_SUPPORTING,
    OutcomeKind.MOVED: MOVED_AWAY,
}

TERMS = {Terms.PERMANENT: PERMANENT, Terms.TEMPORARY: TEMPORARY, Terms.HOURLY: HOURLY}

FOLLOW_UPS = {
    FollowUpAnswer.SAME: YES,
    FollowUpAnswer.CHANGED: CHANGED,
    FollowUpAnswer.ENDED: ENDED,
}

REASONS: dict[str, str] = {
    Reason.APPOINTMENT: "📄",
    Reason.TRANSPORT: "🚌",
    Reason.WORK: "💼",
    Reason.OTHER: "✏️",
}

WISHES = {
    Wish.TALK: CASEWORKER,
    Wish.LANGUAGE: DANISH,
    Wish.TRANSPORT: "🚌",
    Wish.OTHER: "✏️",
    Wish.NOTHING: "👌",
}
OWN_REASONS = (*REASONS.values(), "🧒", "🤒", "🏫", "🚗", "🔑", "🗓️")
"""What a municipality may put before a reason of its own."""

_FULL_HOURS = "🕛🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚"
_HALF_HOURS = "🕧🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦"
_HALF = 30


def clock_face(moment: datetime) -> str:
    """Return the face that shows this time or up to 29 minutes before: who reads it is never late."""
    wall = local(moment)
    faces = _HALF_HOURS if wall.minute >= _HALF else _FULL_HOURS
    return faces[wall.hour % len(faces)]
