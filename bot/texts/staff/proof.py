"""By what a claim is known: asked before it is confirmed with a tap."""

from dataclasses import dataclass
from enum import StrEnum

from bot.texts import icons
from bot.texts.facts import Facts
from bot.texts.message import Text, button
from bot.texts.say import Voice, bold, lines
from bot.texts.staff import StaffNotice, today
from bot.texts.staff.today import Waiting


class Proof(StrEnum):
    """What somebody has seen."""

    CONTRACT = "contract"
    PAYSLIP = "payslip"
    ADMISSION = "admission"
    REGISTER = "register"


WRITTEN = {
    Proof.CONTRACT: "Ansættelseskontrakt",
    Proof.PAYSLIP: "Lønseddel",
    Proof.ADMISSION: "Optagelsesbrev",
    Proof.REGISTER: "Register",
}
"""What is kept as the evidence: free text, in the language of the office."""


@dataclass(frozen=True)
class AskProof(StaffNotice):
    """By what is it known? The tap on an answer confirms the claim."""

    kind = "staff_ask_proof"
    task_id: int
    is_daily: bool = False
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text | None:
        """Return the claim with a button for each evidence; nothing when it is no longer open."""
        row = facts.about
        if not isinstance(row, Waiting):
            return None
        question = voice.line(icons.HELP, bold(voice.say("By what do you know it?")))
        verb = "daily_proof" if self.is_daily else "desk_proof"
        words = {
            Proof.CONTRACT: voice.label("Contract"),
            Proof.PAYSLIP: voice.label("Payslip"),
            Proof.ADMISSION: voice.label("Letter of admission"),
            Proof.REGISTER: voice.label("Register"),
        }
        keys = [
            button(icons.YES, words[one], f"{verb}:{one.value}:{self.task_id}") for one in Proof
        ]
        html = lines(today.said(voice, row), "", question)
        return Text(html, tuple((one,) for one in keys), edits=self.edits)
