"""What people put right of a file in the page."""

from alembic import op

from scheduler.store.migrations.columns import listed

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    with op.batch_alter_table("upload") as upload:
        upload.add_column(listed("mends", needed=False))


def downgrade() -> None:
    with op.batch_alter_table("upload") as upload:
        upload.drop_column("mends")
