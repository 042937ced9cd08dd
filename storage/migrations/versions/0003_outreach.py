"""Outreach."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "writing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("writing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_writing_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "daily_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "by",
            sa.Enum("telegram", "email", "not", name="dailyby", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "ready",
                "leased",
                "held",
                "sending",
                "sent",
                "failed",
                "expired",
                "superseded",
                "cancelled",
                "uncertain",
                name="noticestate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "delivered",
                "not_linked",
                "stopped",
                "blocked",
                "chat_gone",
                "rejected",
                "no_connection",
                "no_answer",
                "too_late",
                "session_changed",
                "session_cancelled",
                "not_enrolled",
                "not_coming",
                "rule_changed",
                "replaced",
                "not_needed",
                "fault",
                "paused",
                "awaiting_translation",
                "broadcast_stopped",
                "muted",
                "no_shows",
                "away",
                name="outcome",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("finished_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("staff_id", "on"),
    )
    with op.batch_alter_table("daily_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_daily_list_staff_id"), ["staff_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_daily_list_state"), ["state"], unique=False)

    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("writing_id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("retired_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
        ),
        sa.ForeignKeyConstraint(
            ["writing_id"],
            ["writing.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("municipality_id", "key"),
    )
    with op.batch_alter_table("template", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_template_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_template_writing_id"), ["writing_id"], unique=False)

    op.create_table(
        "translation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("writing_id", sa.Integer(), nullable=False),
        sa.Column(
            "language",
            sa.Enum("ti", "ar", "da", "en", name="language", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("source_digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("reviewed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column(
            "file_kind",
            sa.Enum("picture", "pdf", "voice", name="enclosurekind", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["file.id"],
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["writing_id"],
            ["writing.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("writing_id", "language"),
    )
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_translation_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translation_writing_id"), ["writing_id"], unique=False)

    op.create_table(
        "telegram_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("bot", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("picture", "pdf", "voice", name="enclosurekind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("remote", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("file_id", "bot", "kind", "name"),
    )

    op.create_table(
        "broadcast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("writing_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "awaiting",
                "scheduled",
                "sending",
                "paused",
                "stopped",
                "done",
                name="broadcaststate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("gaps", sa.JSON(), nullable=False),
        sa.Column(
            "reply",
            sa.Enum(
                "nothing", "yes_no", "choices", "read", name="reply", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("useful_hours", sa.Integer(), nullable=False),
        sa.Column("override", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("send_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("recurs_weekday", sa.Integer(), nullable=True),
        sa.Column("recurs_at", sa.Time(), nullable=True),
        sa.Column("recurs_course_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column(
            "relation",
            sa.Enum(
                "occurrence",
                "again",
                "correction",
                name="broadcastrelation",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("approved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("started_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("withdrawn_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approved_by"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"],
            ["staff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["broadcast.id"],
        ),
        sa.ForeignKeyConstraint(
            ["recurs_course_id"],
            ["course.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
        ),
        sa.ForeignKeyConstraint(
            ["writing_id"],
            ["writing.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("broadcast", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_broadcast_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_broadcast_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_broadcast_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_broadcast_state"), ["state"], unique=False)

    op.create_table(
        "recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("broadcast_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("groups", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcast.id"],
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("broadcast_id", "participant_id"),
    )
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recipient_participant_id"), ["participant_id"], unique=False
        )

    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_municipality_id"))
        batch_op.create_index("ix_change_of_municipality", ["municipality_id", "at"], unique=False)

    with op.batch_alter_table("dialogue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("staff_id", sa.Integer(), nullable=True))
        batch_op.alter_column("participant_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_foreign_key("dialogue_staff_id_fkey", "staff", ["staff_id"], ["id"])

    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.add_column(sa.Column("no_shows", sa.Integer(), nullable=False, server_default="3"))
        batch_op.add_column(sa.Column("approve_above", sa.Integer(), nullable=True))

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("broadcast_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("has_file", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.create_index("ix_outbox_broadcast", ["broadcast_id", "state"], unique=False)
        batch_op.create_foreign_key(
            "outbox_broadcast_id_fkey", "broadcast", ["broadcast_id"], ["id"]
        )

    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("muted_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )

    with op.batch_alter_table("reminder_rule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("course_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "kind",
                sa.Enum(
                    "session",
                    "placement_start",
                    "placement_week",
                    "contract_meeting",
                    "check_in",
                    name="reminderkind",
                    native_enum=False,
                    length=32,
                ),
                nullable=False,
                server_default="session",
            )
        )
        batch_op.add_column(
            sa.Column(
                "anchor",
                sa.Enum("start", "end", "weekday", name="anchor", native_enum=False, length=32),
                nullable=False,
                server_default="start",
            )
        )
        batch_op.add_column(sa.Column("weekday", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("writing_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_reminder_rule_course_id"), ["course_id"], unique=False)
        batch_op.create_foreign_key(
            "reminder_rule_writing_id_fkey", "writing", ["writing_id"], ["id"]
        )
        batch_op.create_foreign_key("reminder_rule_course_id_fkey", "course", ["course_id"], ["id"])

    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "daily_by",
                sa.Enum("telegram", "email", "not", name="dailyby", native_enum=False, length=32),
                nullable=False,
                server_default="telegram",
            )
        )


def downgrade() -> None:
    """Go back to the revision before; what it has no words for is lost."""
    op.execute("DELETE FROM dialogue WHERE participant_id IS NULL")
    op.execute("DELETE FROM outbox WHERE broadcast_id IS NOT NULL OR state = 'held'")
    op.execute(
        "DELETE FROM reminder_rule"
        " WHERE course_id IS NOT NULL OR kind <> 'session' OR anchor <> 'start'"
    )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_column("daily_by")

    with op.batch_alter_table("reminder_rule", schema=None) as batch_op:
        batch_op.drop_constraint("reminder_rule_writing_id_fkey", type_="foreignkey")
        batch_op.drop_constraint("reminder_rule_course_id_fkey", type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_reminder_rule_course_id"))
        batch_op.drop_column("writing_id")
        batch_op.drop_column("weekday")
        batch_op.drop_column("anchor")
        batch_op.drop_column("kind")
        batch_op.drop_column("course_id")

    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.drop_column("muted_until")

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint("outbox_broadcast_id_fkey", type_="foreignkey")
        batch_op.drop_index("ix_outbox_broadcast")
        batch_op.drop_column("has_file")
        batch_op.drop_column("broadcast_id")

    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.drop_column("approve_above")
        batch_op.drop_column("no_shows")

    op.execute("DELETE FROM dialogue WHERE participant_id IS NULL")
    with op.batch_alter_table("dialogue", schema=None) as batch_op:
        batch_op.drop_constraint("dialogue_staff_id_fkey", type_="foreignkey")
        batch_op.alter_column("participant_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("staff_id")

    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_of_municipality")
        batch_op.create_index(
            batch_op.f("ix_change_municipality_id"), ["municipality_id"], unique=False
        )

    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recipient_participant_id"))

    op.drop_table("recipient")
    with op.batch_alter_table("broadcast", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_broadcast_state"))
        batch_op.drop_index(batch_op.f("ix_broadcast_parent_id"))
        batch_op.drop_index(batch_op.f("ix_broadcast_municipality_id"))
        batch_op.drop_index(batch_op.f("ix_broadcast_author_id"))

    op.drop_table("broadcast")
    op.drop_table("telegram_file")
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_translation_writing_id"))
        batch_op.drop_index(batch_op.f("ix_translation_file_id"))

    op.drop_table("translation")
    with op.batch_alter_table("template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_template_writing_id"))
        batch_op.drop_index(batch_op.f("ix_template_municipality_id"))

    op.drop_table("template")
    with op.batch_alter_table("daily_list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_daily_list_state"))
        batch_op.drop_index(batch_op.f("ix_daily_list_staff_id"))

    op.drop_table("daily_list")
    with op.batch_alter_table("writing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_writing_municipality_id"))

    op.drop_table("writing")
