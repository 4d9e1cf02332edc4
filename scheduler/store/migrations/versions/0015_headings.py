"""What headings of the town's own lists mean."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.columns import key, moment, text

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "heading",
        key(),
        text("sheet"),
        text("name"),
        text("title"),
        text("field"),
        moment("said_at"),
        sa.UniqueConstraint("sheet", "name"),
    )
    op.create_index("ix_heading_said_at", "heading", ["said_at"])


def downgrade() -> None:
    op.drop_table("heading")
