"""What is said at the command line when something fails that was to be expected."""

from sqlalchemy.exc import SQLAlchemyError

from bot.rules.refusals import Refused
from bot.settings import BadSettings
from storage.schema import UnknownSchema

EXPECTED = (Refused, BadSettings, SQLAlchemyError, UnknownSchema, OSError)


def sentence(why: Exception) -> str:
    """Return one of the expected failures as a sentence in English."""
    match why:
        case SQLAlchemyError():  # its own words quote the row, or the password
            cause = type(getattr(why, "orig", None) or why).__name__
            return f"The database cannot be used ({cause}). Check DATABASE_URL."
        case UnknownSchema():
            return "The database has a schema that this program does not know. Use a newer program."
        case OSError():
            return f"The system refused {why.filename or 'this'}: {why.strerror or why}."
        case _:
            return str(why)
