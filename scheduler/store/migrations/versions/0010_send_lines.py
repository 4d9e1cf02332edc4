"""Who spoke to a robot and who waits to."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.columns import key, listed, text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "send_line", key(), text("address"), listed("spoken"), listed("booked"), sa.UniqueConstraint("address")
    )


def downgrade() -> None:
    op.drop_table("send_line")
