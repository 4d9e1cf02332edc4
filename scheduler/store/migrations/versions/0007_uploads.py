"""Files handed in over the web, to be read, looked at and applied."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.columns import key, listed, moment, number, refers, text, words

revision = "0007"
down_revision = "0006"

_STATES = ("queued", "reading", "checked", "refused", "applying", "applied", "failed", "withdrawn")


def upgrade() -> None:
    op.create_table(
        "upload",
        key(),
        text("name"),
        number("size"),
        text("sha256"),
        sa.Column("body", sa.LargeBinary, nullable=True),
        words("state", "uploadstate", *_STATES),
        refers("asked_by", "user"),
        moment("asked_at"),
        text("claimed_by", needed=False),
        moment("heartbeat_at", needed=False),
        moment("ended_at", needed=False),
        number("tries"),
        text("progress"),
        listed("findings", needed=False),
        text("fingerprint", needed=False),
        text("error", needed=False),
        sa.CheckConstraint("size >= 0", name="size"),
        sa.Index("ix_upload_state", "state"),
        sa.Index("ix_upload_asked_at", "asked_at"),
    )


def downgrade() -> None:
    op.drop_table("upload")
