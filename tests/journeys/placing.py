"""What a caseworker imports about companies, and how people find their way there."""

from bot.demo.botapi import Phone
from bot.imports import lists
from storage.vocabulary import Language
from tests.journeys.programme import bring_in_text
from tests.support.world import World

COMPANIES = (
    "key;name;municipality;address;latitude;longitude;contact;phone\n"
    "bus;Midttrafik Øst;Randers;Grenåvej 14, Randers;56,4532;10,0711;Bo Lund;86 00 11 22\n"
    "lager;Djurs Lager;Norddjurs;Havnevej 2, Grenaa;;;;\n"
)
SLOTS = (
    "municipality;company;key;trade;trade_en;trade_ar;trade_ti;capacity;level;"
    "weekdays;starts;ends;from;until\n"
    "Randers;bus;chauffør;Buschauffør;Bus driver;قيادة الحافلات;ምዝዋር ኣውቶቡስ;16;2;"
    "man-fre;08:00;14:00;2026-11-30;2027-01-15\n"
    "Norddjurs;lager;lager;Lager;;;;2;0;mon-fri;08:00;15:00;2026-11-30;2027-01-15\n"
)
TRADES = {
    Language.TIGRINYA: "ምዝዋር ኣውቶቡስ",
    Language.ARABIC: "قيادة الحافلات",
    Language.DANISH: "Buschauffør",
}
PLACEMENT = (
    "reference;municipality;key;company;slot;from;until\n"
    "{reference};Randers;p1;bus;chauffør;{first};{last}\n"
)


def open_slots(world: World) -> None:
    """Let the municipalities have their companies, with one slot each."""
    for name, text in ((lists.Name.COMPANIES, COMPANIES), (lists.Name.SLOTS, SLOTS)):
        report = bring_in_text(world.home.database, name, text, now=world.clock())
        assert report.problems == (), [str(problem) for problem in report.problems]


def place(world: World, reference: str, first: str, last: str) -> None:
    """Place somebody on the bus slot, or change when it is."""
    text = PLACEMENT.format(reference=reference, first=first, last=last)
    report = bring_in_text(world.home.database, lists.Name.PLACEMENTS, text, now=world.clock())
    assert report.problems == (), [str(problem) for problem in report.problems]


def data(phone: Phone, beginning: str) -> str:
    """Return the data of the button of the newest message whose data begins so."""
    found = [button.data or "" for row in phone.last.buttons for button in row]
    return next(one for one in found if one.startswith(beginning))


async def tap(world: World, phone: Phone, beginning: str) -> None:
    """Tap a button of the newest message, and let everything happen that follows."""
    phone.tap(data(phone, beginning), message_id=phone.last.message_id)
    await world.settle()


async def send(world: World, phone: Phone, text: str) -> None:
    phone.send(text)
    await world.settle()
