"""Where grids lie."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.columns import listed, words

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "grid_boundary",
        sa.Column("grid_id", sa.Integer, sa.ForeignKey("grid.id", ondelete="CASCADE"), primary_key=True),
        listed("polygons"),
        words("came_in", "datum", "wgs84", "gcj02", "bd09"),
    )


def downgrade() -> None:
    op.drop_table("grid_boundary")
