"""That a run only proposes, and what."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.columns import listed

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    with op.batch_alter_table("run") as run:
        run.add_column(sa.Column("proposes", sa.Boolean, nullable=False, server_default=sa.false()))
        run.add_column(listed("proposal", needed=False))
    with op.batch_alter_table("run") as run:
        run.alter_column("proposes", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("run") as run:
        run.drop_column("proposal")
        run.drop_column("proposes")
