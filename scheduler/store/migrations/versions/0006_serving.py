"""Who is let in, where groups are reached, what the clock has done, and how far a reminder is."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from scheduler.store.migrations.columns import key, moment, number, refers, text, words, yes_no

revision = "0006"
down_revision = "0005"

_STATES = ("due", "claimed", "sent", "failed", "dead")
_SOMEBODY = "volunteer_id IS NOT NULL OR user_id IS NOT NULL"


def upgrade() -> None:
    _let_in()
    _keep_the_clock()
    op.create_table(
        "contact",
        key(),
        refers("unit_id", "unit", needed=False),
        refers("user_id", "user", needed=False),
        text("channel"),
        text("name"),
        sa.Column("address_sealed", sa.LargeBinary, nullable=False),
        yes_no("active"),
        refers("added_by", "user", found=False),
        moment("added_at"),
        sa.CheckConstraint("(unit_id IS NULL) <> (user_id IS NULL)", name="one_owner"),
    )
    with op.batch_alter_table("reminder") as reminder:
        reminder.add_column(sa.Column("contact_id", sa.Integer, nullable=True))
        reminder.add_column(sa.Column("channel", sa.String, nullable=False, server_default="inbox"))
        reminder.add_column(moment("begun_at", needed=False))
        reminder.add_column(moment("read_at", needed=False))
        reminder.create_foreign_key("fk_reminder_contact_id", "contact", ["contact_id"], ["id"])
        reminder.create_index("ix_reminder_contact_id", ["contact_id"])
        _allow(reminder, (*_STATES, "expired"), f"{_SOMEBODY} OR contact_id IS NOT NULL")
    with op.batch_alter_table("reminder") as reminder:
        reminder.alter_column("channel", server_default=None)
    with op.batch_alter_table("run") as run:
        run.add_column(sa.Column("tries", sa.Integer, nullable=False, server_default="0"))
    with op.batch_alter_table("run") as run:
        run.alter_column("tries", server_default=None)


def downgrade() -> None:
    # Before this step a message went to a person, and there was no word for being too late.
    op.execute(
        "UPDATE reminder SET user_id = (SELECT added_by FROM contact WHERE contact.id = contact_id) "
        "WHERE volunteer_id IS NULL AND user_id IS NULL"
    )
    op.execute("UPDATE reminder SET state = 'dead' WHERE state = 'expired'")
    with op.batch_alter_table("run") as run:
        run.drop_column("tries")
    with op.batch_alter_table("reminder") as reminder:
        _allow(reminder, _STATES, _SOMEBODY)
        reminder.drop_index("ix_reminder_contact_id")
        reminder.drop_constraint("fk_reminder_contact_id", type_="foreignkey")
        for column in ("read_at", "begun_at", "channel", "contact_id"):
            reminder.drop_column(column)
    for table in ("contact", "clock_beat", "slot", "login_failure", "credential"):
        op.drop_table(table)


def _let_in() -> None:
    op.create_table(
        "credential",
        key(),
        words("kind", "credentialkind", "session", "token", "link", "feed"),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        refers("user_id", "user", needed=False),
        refers("volunteer_id", "volunteer", needed=False),
        text("name"),
        moment("created_at"),
        refers("created_by", "user", needed=False, found=False),
        moment("expires_at", needed=False),
        moment("revoked_at", needed=False),
        sa.CheckConstraint("(user_id IS NULL) <> (volunteer_id IS NULL)", name="one_holder"),
    )
    op.create_table(
        "login_failure",
        sa.Column("key", sa.String, primary_key=True),
        number("count"),
        moment("last_at"),
        moment("locked_until", needed=False),
    )


def _keep_the_clock() -> None:
    op.create_table(
        "slot",
        key(),
        text("job"),
        moment("at"),
        moment("claimed_at"),
        text("claimed_by"),
        number("made"),
        yes_no("expired"),
        sa.UniqueConstraint("job", "at"),
    )
    op.create_table(
        "clock_beat",
        key(),
        sa.Column("by", sa.String, nullable=False, unique=True),
        moment("started_at"),
        moment("beat_at"),
        sa.Column("lag", sa.Double, nullable=False),
    )


def _allow(reminder: BatchOperations, states: tuple[str, ...], somebody: str) -> None:
    """The checks of the table, anew."""
    listed = ", ".join(f"'{state}'" for state in states)
    for name, condition in (("reminderstate", f"state IN ({listed})"), ("somebody", somebody)):
        reminder.drop_constraint(op.f(f"ck_reminder_{name}"), type_="check")
        reminder.create_check_constraint(op.f(f"ck_reminder_{name}"), sa.text(condition))
