"""Plans of who answers for which point."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.columns import key, listed, moment, number, refers, text, words

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "allotment",
        key(),
        text("name"),
        words("state", "runstate", "queued", "running", "done", "failed", "cancelled"),
        refers("asked_by", "user"),
        moment("asked_at"),
        sa.Column("seconds", sa.Double, nullable=False),
        listed("wanted"),
        text("claimed_by", needed=False),
        moment("heartbeat_at", needed=False),
        moment("ended_at", needed=False),
        moment("cancel_asked_at", needed=False),
        number("tries"),
        text("progress"),
        number("worst", needed=False),
        number("bound", needed=False),
        listed("found", needed=False),
        text("error", needed=False),
        sa.CheckConstraint("seconds > 0", name="seconds"),
        sa.Index("ix_allotment_state", "state"),
        sa.Index("ix_allotment_asked_at", "asked_at"),
    )


def downgrade() -> None:
    op.drop_table("allotment")
