"""The calendar, the themes and the shift patterns."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.columns import (
    code,
    day,
    key,
    listed,
    number,
    refers,
    span,
    text,
    words,
    yes_no,
)

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date, primary_key=True),
        words("kind", "daykind", "workday", "rest", "holiday", "makeup"),
        text("name", needed=False),
        words("source", "daysource", "official", "provisional", "edited"),
    )
    op.create_table(
        "theme", key(), code(), text("name"), day("from_day"), day("until_day"), span("from_day", "until_day")
    )
    op.create_table(
        "shift_pattern",
        key(),
        code(),
        text("name"),
        refers("theme_id", "theme", needed=False),
        listed("replaces"),
        listed("day_kinds"),
        listed("weekdays", needed=False),
        day("from_day", needed=False),
        day("until_day", needed=False),
        listed("point_kinds"),
        listed("points"),
        listed("spans"),
        listed("summer_spans", needed=False),
        text("summer_from", needed=False),
        text("summer_until", needed=False),
        text("headcount", needed=False),
        listed("roles"),
        number("load"),
        yes_no("rain_cancels"),
        yes_no("counts_hours"),
        yes_no("counts_fairness"),
        yes_no("active"),
        span("from_day", "until_day"),
    )


def downgrade() -> None:
    for table in ("shift_pattern", "theme", "calendar_day"):
        op.drop_table(table)
