"""In which language whoever handed a file in is told of it."""

from alembic import op

from scheduler.store.migrations.columns import text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("upload") as upload:
        upload.add_column(text("language", needed=False))


def downgrade() -> None:
    with op.batch_alter_table("upload") as upload:
        upload.drop_column("language")
