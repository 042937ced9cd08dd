"""A row for every place on a course."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ONE = "enrolment_course_id_participant_id_key"
"""What PostgreSQL has called it; on SQLite it has no name until this one is given."""
NAMED = {"uq": "%(table_name)s_%(column_0_N_name)s_key"}


def upgrade() -> None:
    """Go to this revision."""
    with op.batch_alter_table("enrolment", naming_convention=NAMED) as batch_op:
        batch_op.drop_constraint(ONE, type_="unique")
        batch_op.create_index(
            "ix_enrolment_of_person", ["course_id", "participant_id"], unique=False
        )
        batch_op.create_index(
            "ix_enrolment_open",
            ["course_id", "participant_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )


def downgrade() -> None:
    """Go back to the revision before: of several places on one course the latest stays."""
    op.execute(
        "DELETE FROM enrolment WHERE EXISTS (SELECT 1 FROM enrolment AS later"
        " WHERE later.course_id = enrolment.course_id"
        " AND later.participant_id = enrolment.participant_id"
        " AND (later.since > enrolment.since"
        " OR later.since = enrolment.since AND later.id > enrolment.id))"
    )
    with op.batch_alter_table("enrolment") as batch_op:
        batch_op.drop_index("ix_enrolment_open")
        batch_op.drop_index("ix_enrolment_of_person")
        batch_op.create_unique_constraint(ONE, ["course_id", "participant_id"])
