"""The companies of the invented programme, what they offer, and who is placed already."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.demo import places
from bot.demo.people import AMAL
from bot.rules.time import monday

COMPANY_COLUMNS = "key,name,municipality,address,latitude,longitude,contact,phone"
COMPANIES = (
    ("bus", "Østjysk Busdrift", "Randers", *places.DEPOT, "Bo Lund", "+45 86 00 11 22"),
    ("hotel", "Hotel Gudenå", "Randers", *places.HOTEL, "Pia Kruse", "+45 86 00 33 44"),
    ("metal", "Kronjysk Metal", "Randers", *places.WORKSHOP, "Kim Dahl", "+45 86 00 55 66"),
    ("lager", "Djurs Lager", "Norddjurs", *places.WAREHOUSE, "Eva Toft", "+45 86 00 77 88"),
)

SLOT_COLUMNS = (
    "municipality,company,key,trade,trade_en,trade_ar,trade_ti,capacity,level,weekdays,starts,ends"
    ",from,until"
)
SLOTS = (
    ("Randers", "bus", "chauffør", "Buschauffør", "Bus driver", "قيادة الحافلات", "ምዝዋር ኣውቶቡስ",
     "16", "2", "mon-fri", "07:00", "14:00"),
    ("Randers", "hotel", "værelser", "Rengøring på hotel", "Hotel cleaning", "تنظيف الفنادق",
     "ጽሬት ሆተል", "2", "1", "mon-fri", "08:30", "13:30"),
    ("Randers", "metal", "svejsning", "Svejsning", "Welding", "اللحام", "ስራሕ ብየዳ",
     "3", "1", "mon-thu", "07:00", "15:00"),
    ("Norddjurs", "lager", "lager", "Lager", "Warehouse", "العمل في المستودع", "ስራሕ መኽዘን",
     "4", "1", "mon-fri", "08:00", "15:00"),
)  # fmt: skip
WEEKS = timedelta(weeks=12)
SOON = timedelta(weeks=2)

PLACEMENT_COLUMNS = "reference,municipality,key,company,slot,from,until"
PLACED = (AMAL, "Randers", "hotel-1", "hotel", "værelser")


def slots(first: date) -> Iterator[Sequence[str]]:
    """Yield the slots, open from two weeks after `first` on."""
    begin = monday(first) + SOON
    return ((*slot, str(begin), str(begin + WEEKS)) for slot in SLOTS)


def placements(first: date) -> Iterator[Sequence[str]]:
    """Yield the one placement, of somebody who begins in two weeks."""
    begin = monday(first) + SOON
    yield (*PLACED, str(begin), str(begin + WEEKS - timedelta(days=3)))
