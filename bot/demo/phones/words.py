"""The few words of the chat program itself, in the languages that it has.

Telegram has no Tigrinya, so people who read it use the program in English, as here.
"""

from __future__ import annotations

ENGLISH = {
    "bot": "bot",
    "chat": "Chat with {name}",
    "message": "Message",
    "send": "Send",
    "start": "START",
    "ability": "What can this bot do?",
    "edited": "edited",
    "sent": "sent",
    "read": "read",
    "menu": "Menu",
    "block": "Stop and block bot",
    "restart": "RESTART",
    "keys": "Answers",
    "photo": "Photo",
    "map": "Open map",
    "download": "Download",
    "voice": "Voice message",
    "document": "Document",
    "reply": "Reply",
    "no_reply": "Cancel the reply",
    "send_photo": "Send a photo",
    "send_voice": "Send a voice message",
    "attach": "Attach",
    "you": "You",
}
DANISH = {
    "bot": "bot",
    "chat": "Samtale med {name}",
    "message": "Besked",
    "send": "Send",
    "start": "START",
    "ability": "Hvad kan denne bot?",
    "edited": "redigeret",
    "sent": "sendt",
    "read": "læst",
    "menu": "Menu",
    "block": "Stop og bloker bot",
    "restart": "GENSTART",
    "keys": "Svar",
    "photo": "Foto",
    "map": "Vis på kort",
    "download": "Hent",
    "voice": "Talebesked",
    "document": "Dokument",
    "reply": "Svar",
    "no_reply": "Fortryd svar",
    "send_photo": "Send et foto",
    "send_voice": "Send en talebesked",
    "attach": "Vedhæft",
    "you": "Dig",
}
ARABIC = {
    "bot": "بوت",
    "chat": "محادثة مع {name}",
    "message": "رسالة",
    "send": "إرسال",
    "start": "بدء",
    "ability": "ماذا يمكن لهذا البوت أن يفعل؟",
    "edited": "معدّلة",
    "sent": "أُرسلت",
    "read": "قُرئت",
    "menu": "القائمة",
    "block": "إيقاف البوت وحظره",
    "restart": "إعادة التشغيل",
    "keys": "إجابات",
    "photo": "صورة",
    "map": "عرض على الخريطة",
    "download": "تنزيل",
    "voice": "رسالة صوتية",
    "document": "مستند",
    "reply": "رد",
    "no_reply": "إلغاء الرد",
    "send_photo": "إرسال صورة",
    "send_voice": "إرسال رسالة صوتية",
    "attach": "إرفاق",
    "you": "أنت",
}
SPOKEN = {"da": DANISH, "ar": ARABIC}


def of(lang: str) -> tuple[str, dict[str, str]]:
    """Tell in which language the program speaks to a reader of `lang`, and its words."""
    return (lang, SPOKEN[lang]) if lang in SPOKEN else ("en", ENGLISH)
