"""The outbox of reminders, and every attempt to deliver one."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.append_only import protect
from scheduler.store.migrations.columns import key, moment, number, refers, text, words

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "reminder",
        key(),
        text("kind"),
        refers("volunteer_id", "volunteer", needed=False),
        refers("user_id", "user", needed=False),
        refers("roster_id", "roster", needed=False),
        sa.Column("key", sa.String, nullable=False, unique=True),
        text("title"),
        text("body"),
        moment("due_at"),
        moment("expires_at", needed=False),
        words("state", "reminderstate", "due", "claimed", "sent", "failed", "dead"),
        moment("claimed_at", needed=False),
        text("claimed_by", needed=False),
        number("tries"),
        sa.Index(None, "state", "due_at"),
        sa.CheckConstraint("volunteer_id IS NOT NULL OR user_id IS NOT NULL", name="somebody"),
    )
    op.create_table(
        "delivery",
        key(),
        refers("reminder_id", "reminder"),
        text("channel"),
        moment("at"),
        words("outcome", "outcome", "sent", "failed"),
        text("detail"),
    )
    protect("delivery")


def downgrade() -> None:
    for table in ("delivery", "reminder"):
        op.drop_table(table)
