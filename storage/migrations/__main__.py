"""Write a new migration from what the tables in the code have and the last migration has not."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from storage import schema
from storage.database import open_database


def main(message: str) -> None:
    """Compare a fresh database with the code and write `versions/NNNN_message.py`."""
    number = len(list((Path(__file__).parent / "versions").glob("*.py"))) + 1
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/fresh.db")
        schema.upgrade(database)
        config = schema.configuration()
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
        database.close()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "Change the schema")
