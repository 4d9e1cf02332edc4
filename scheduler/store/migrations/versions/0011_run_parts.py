"""Which part of its roster a run solves, and that somebody wants it to end with what it has."""

from alembic import op

from scheduler.store.migrations.columns import listed, moment

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("run") as run:
        run.add_column(listed("part", needed=False))
        run.add_column(moment("finish_asked_at", needed=False))


def downgrade() -> None:
    with op.batch_alter_table("run") as run:
        run.drop_column("finish_asked_at")
        run.drop_column("part")
