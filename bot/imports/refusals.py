"""What is said of a list that cannot be read, and of a cell that cannot be understood."""

from bot.rules.refusals import Refused


class NoSuchFile(Refused):
    """There is no file {file}."""


class CannotOpenFile(Refused):
    """The file {file} cannot be opened: this user may not read it."""


class FileTooBig(Refused):
    """The file is larger than {limit} MB. Divide the list into several files."""


class ExpandsTooFar(Refused):
    """The file expands to far more than a list needs. Copy the cells into a new workbook."""


class TooManyRows(Refused):
    """The list has more than {limit} rows. Divide it into several files."""


class TooManyColumns(Refused):
    """The list has more than {limit} columns. Keep only those that are named in the manual."""


class EmptyFile(Refused):
    """The file is empty. Its first line must name the columns."""


class NotASheet(Refused):
    """This is neither a CSV file nor an XLSX workbook. Save the list as one of them."""


class OldWorkbook(Refused):
    """The workbook has a password or is an old XLS. Save it as XLSX without a password."""


class BrokenWorkbook(Refused):
    """The workbook is damaged. Open it in Excel and save it again as XLSX."""


class NoSuchSheet(Refused):
    """The workbook holds no sheet with cells."""


class UnclosedQuote(Refused):
    """On line {line} a quotation mark (") is not closed, or a value goes on after it."""


class CellTooLong(Refused):
    """The text is longer than {limit} characters."""


class HoldsFormula(Refused):
    """Cell {cell} holds a formula; paste it as a value."""


class HoldsError(Refused):
    """Cell {cell} shows an error of Excel's; write the value."""


class MissingColumn(Refused):
    """This column is missing. The first line must name {columns}."""


class UnknownColumn(Refused):
    """There is no such column. The first line may name {columns}."""


class MisspeltColumn(Refused):
    """There is no such column. Perhaps it is {nearest}?"""


class ColumnTwice(Refused):
    """This column is there twice."""


class NoColumnName(Refused):
    """This value has no column name above it. A text with commas needs quotation marks."""


class Twice(Refused):
    """This is on line {line} already."""


class IsEmpty(Refused):
    """This must be filled in."""


class LooksLikeFormula(Refused):
    """This begins like a formula. Leave out the first sign."""


class LooksLikeCpr(Refused):
    """This looks like a CPR number: never put CPR numbers here."""


class LettersLost(Refused):
    """Letters were lost when the file was saved. Save it as XLSX or as CSV UTF-8."""


class UnknownWord(Refused):
    """“{text}” is not known here. Write one of {words}."""


class NotAPhone(Refused):
    """“{text}” is not a telephone number. Write it as +45 12 34 56 78."""


class NotANumber(Refused):
    """“{text}” is not a whole number from {low} to {high}."""


class NotADegree(Refused):
    """“{text}” is not a number of degrees from {low} to {high}, such as 56.4607."""


class OtherDegreeMissing(Refused):
    """Latitude and longitude belong together: fill in both or none."""


class NotAPhase(Refused):
    """“{text}” is not a phase. Write it as upskilling 2026-11-23..2027-01-01."""


class PhaseBackwards(Refused):
    """The phase {text} ends before it begins."""


class PhasesOverlap(Refused):
    """The phase {text} begins before the one in front of it has ended."""


class NotADay(Refused):
    """“{text}” is not a date. Write it as 2027-01-04."""


class NotAnHour(Refused):
    """“{text}” is not a time of day. Write it as 09:30."""


class NotWeekdays(Refused):
    """“{text}” are not weekdays. Write them as mon-fri, or as mon wed fri."""


class SlotOrHours(Refused):
    """Fill this in, or name the company's slot whose days and hours hold."""


class NotWeeklyHours(Refused):
    """“{text}” is not a number of hours a week up to {most}, such as 37 or 32,5."""


class EndingWithDay(Refused):
    """How a place ended and its last day belong together: fill in both or none."""


class NotALevel(Refused):
    """“{text}” is not a module of a Danskuddannelse. Write it as DU2.3."""
