"""Rosters with their shifts, duties and solves, and the log of every change and move."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.append_only import protect
from scheduler.store.migrations.columns import (
    code,
    day,
    key,
    listed,
    moment,
    number,
    refers,
    span,
    text,
    words,
    yes_no,
)

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _rosters()
    _shifts()
    _duties()
    _runs()
    _changes()
    _moves()
    protect("change_set", "change", "move")


def downgrade() -> None:
    for table in ("move", "change", "change_set", "run", "duty", "shift", "roster"):
        op.drop_table(table)


def _rosters() -> None:
    op.create_table(
        "roster",
        key(),
        code(),
        text("name"),
        refers("unit_id", "unit", needed=False),
        refers("grid_id", "grid", needed=False),
        day("start"),
        number("days"),
        words("state", "rosterstate", "draft", "queued", "solving", "solved", "published", "archived"),
        number("version"),
        number("published_version", needed=False),
        listed("policy"),
        refers("created_by", "user", needed=False, found=False),
        moment("created_at"),
        sa.CheckConstraint("days > 0", name="days"),
        sa.CheckConstraint("unit_id IS NULL OR grid_id IS NULL", name="one_scope"),
    )


def _shifts() -> None:
    op.create_table(
        "shift",
        key(),
        refers("roster_id", "roster", found=False),
        text("code"),
        refers("point_id", "point"),
        refers("pattern_id", "shift_pattern", needed=False),
        moment("starts_at"),
        moment("ends_at"),
        number("headcount"),
        number("load"),
        listed("roles"),
        number("added_in"),
        number("cancelled_in", needed=False),
        sa.UniqueConstraint("roster_id", "code"),
        sa.Index(None, "roster_id", "starts_at"),
        span("starts_at", "ends_at"),
        sa.CheckConstraint("headcount >= 0", name="headcount"),
        sa.CheckConstraint("cancelled_in > added_in", name="versions"),
    )


def _duties() -> None:
    states = ("assigned", "confirmed", "declined", "seeking", "handed_over", "served", "absent", "excused")
    op.create_table(
        "duty",
        key(),
        refers("roster_id", "roster"),
        refers("shift_id", "shift"),
        refers("volunteer_id", "volunteer"),
        words("state", "dutystate", *states),
        yes_no("locked"),
        number("added_in"),
        number("removed_in", needed=False),
        sa.CheckConstraint("removed_in > added_in", name="versions"),
    )
    standing = sa.text("removed_in IS NULL")
    op.create_index(
        "uq_duty_standing",
        "duty",
        ["shift_id", "volunteer_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )


def _runs() -> None:
    op.create_table(
        "run",
        key(),
        refers("roster_id", "roster"),
        words("state", "runstate", "queued", "running", "done", "failed", "cancelled"),
        refers("asked_by", "user", needed=False, found=False),
        moment("asked_at"),
        sa.Column("seconds", sa.Double, nullable=False),
        number("seed"),
        text("claimed_by", needed=False),
        moment("heartbeat_at", needed=False),
        moment("started_at", needed=False),
        moment("ended_at", needed=False),
        moment("cancel_asked_at", needed=False),
        sa.Column("cost", sa.BigInteger),
        sa.Column("bound", sa.BigInteger),
        listed("trace"),
        text("progress"),
        sa.Column("checkpoint", sa.LargeBinary),
        text("error", needed=False),
        sa.Index(None, "state"),
        sa.CheckConstraint("seconds > 0", name="seconds"),
    )
    live = sa.text("state IN ('queued', 'running')")
    op.create_index(
        "uq_run_live", "run", ["roster_id"], unique=True, sqlite_where=live, postgresql_where=live
    )


def _changes() -> None:
    op.create_table(
        "change_set",
        key(),
        refers("roster_id", "roster", found=False),
        number("version"),
        words("kind", "changekind", "solve", "adjust", "repair", "publish", "lock"),
        refers("by_user", "user", needed=False, found=False),
        moment("at"),
        text("reason"),
        yes_no("override"),
        sa.Column("cost", sa.BigInteger),
        sa.Column("bound", sa.BigInteger),
        listed("costs", needed=False),
        refers("run_id", "run", needed=False, found=False),
        sa.UniqueConstraint("roster_id", "version"),
    )
    op.create_table(
        "change",
        key(),
        refers("change_set_id", "change_set"),
        words("action", "action", "add", "remove", "lock", "unlock"),
        refers("shift_id", "shift", found=False),
        refers("volunteer_id", "volunteer", found=False),
    )


def _moves() -> None:
    op.create_table(
        "move",
        key(),
        text("noun"),
        number("row_id"),
        text("before"),
        text("after"),
        refers("by_user", "user", needed=False, found=False),
        moment("at"),
        text("why"),
        sa.Index(None, "noun", "row_id"),
    )
