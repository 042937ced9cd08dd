"""Copenhagen time: read from forms and files, kept in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.refusals import NotATime, TimeDoesNotExist, TimeExistsTwice

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")


def local(moment: datetime) -> datetime:
    """Return an aware moment as Copenhagen's wall clock shows it."""
    return moment.astimezone(COPENHAGEN)


def from_wall(wall: datetime) -> datetime:
    """Return the UTC moment of a naive Copenhagen wall time.

    Raises TimeDoesNotExist or TimeExistsTwice on the two change-over nights.
    """
    first = wall.replace(tzinfo=COPENHAGEN, fold=0)
    second = wall.replace(tzinfo=COPENHAGEN, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    shown = f"{wall:%Y-%m-%d %H:%M}"
    if first.astimezone(UTC).astimezone(COPENHAGEN).replace(tzinfo=None) != wall:
        raise TimeDoesNotExist(time=shown)
    raise TimeExistsTwice(time=shown)


def read(text: str) -> datetime:
    """Return the UTC moment of a Copenhagen time written as `2026-11-24 09:30`.

    Raises NotATime, TimeDoesNotExist or TimeExistsTwice.
    """
    for form in FORMATS:
        try:
            wall = datetime.strptime(text.strip(), form)  # noqa: DTZ007  # a wall time is naive
        except ValueError:
            continue
        try:
            return from_wall(wall)
        except OverflowError:  # the first hours of the year 1 are before the calendar in UTC
            break
    raise NotATime(text=text)


def at(day: date, clock: time) -> datetime:
    """Return the UTC moment of a rule's local time; on a change-over night the earlier reading."""
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)


def days(first: date, *, count: int) -> tuple[datetime, datetime]:
    """Return the UTC moments at which `count` Copenhagen days from `first` begin and end."""
    return at(first, time()), at(first + timedelta(days=count), time())


def monday(day: date) -> date:
    """Return the Monday of this day's week."""
    return day - timedelta(days=day.weekday())
