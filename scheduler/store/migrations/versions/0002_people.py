"""Volunteers with their teams, roles, places and times; users with what they hold; the audit log."""

import sqlalchemy as sa
from alembic import op

from scheduler.store.migrations.append_only import drop_guard, make_guard, protect
from scheduler.store.migrations.columns import (
    code,
    day,
    degrees,
    key,
    listed,
    moment,
    number,
    refers,
    span,
    text,
    within,
    words,
    yes_no,
)

revision = "0002"
down_revision = "0001"

# (code, name), in the order that people read them in.
ROLES = (
    ("leader", "带班领导"),
    ("guide", "引导员"),
    ("persuader", "劝导员"),
    ("publicist", "宣传员"),
    ("monitor", "监督员"),
    ("exemplar", "示范员"),
    ("police", "交警"),
    ("auxiliary", "辅警"),
)


def upgrade() -> None:
    op.create_table("team", key(), code(), text("name"))
    roles = op.create_table("role", key(), code(), text("name"), number("position"))
    op.bulk_insert(
        roles,
        [{"code": code, "name": name, "position": place} for place, (code, name) in enumerate(ROLES, 1)],
    )
    _volunteers()
    _belongings()
    _users()
    _times()
    make_guard()
    protect("audit_entry")


def downgrade() -> None:
    for table in (
        *("wish", "absence", "audit_entry", "holding", "user", "availability", "place"),
        *("volunteer_usual_point", "volunteer_role", "volunteer_team", "volunteer", "role", "team"),
    ):
        op.drop_table(table)
    drop_guard()


def _volunteers() -> None:
    op.create_table(
        "volunteer",
        key(),
        code(),
        text("name"),
        refers("unit_id", "unit"),
        sa.Column("phone_sealed", sa.LargeBinary),
        sa.Column("phone_index", sa.String, index=True),
        number("birth_year", needed=False),
        yes_no("party_member"),
        words("kind", "volunteerkind", "ordinary", "student", "elder"),
        text("guardian_note", needed=False),
        number("cap_day", needed=False),
        number("cap_week", needed=False),
        number("cap_total", needed=False),
        number("cap_weekends", needed=False),
        number("rest", needed=False),
        sa.Column("reach", sa.Double),
        day("joined_on", needed=False),
        day("left_on", needed=False),
    )


def _belongings() -> None:
    for other, name in (
        ("team", "volunteer_team"),
        ("role", "volunteer_role"),
        ("point", "volunteer_usual_point"),
    ):
        op.create_table(
            name,
            refers("volunteer_id", "volunteer", found=False, gone=True),
            refers(f"{other}_id", other),
            sa.PrimaryKeyConstraint("volunteer_id", f"{other}_id"),
        )
    op.create_table(
        "place",
        key(),
        refers("volunteer_id", "volunteer", gone=True),
        words("kind", "placekind", "office", "home", "other"),
        degrees("longitude"),
        degrees("latitude"),
        words("came_in", "datum", "wgs84", "gcj02", "bd09"),
        within("longitude", -180, 180),
        within("latitude", -90, 90),
    )
    op.create_table(
        "availability",
        key(),
        refers("volunteer_id", "volunteer", gone=True),
        number("weekday"),
        number("from_minute"),
        number("until_minute"),
        within("weekday", 0, 6),
        within("from_minute", 0, 1439),
        within("until_minute", 1, 1440),
        span("from_minute", "until_minute"),
    )


def _users() -> None:
    op.create_table(
        "user",
        key(),
        sa.Column("login", sa.String, nullable=False, unique=True),
        text("name"),
        refers("volunteer_id", "volunteer", needed=False),
        text("password_hash", needed=False),
        yes_no("active"),
    )
    op.create_table(
        "holding",
        key(),
        refers("user_id", "user", gone=True),
        words("role", "userrole", "admin", "coordinator", "inspector", "viewer"),
        refers("unit_id", "unit", needed=False),
        refers("grid_id", "grid", needed=False),
        refers("granted_by", "user", needed=False, found=False),
        moment("granted_at"),
        sa.CheckConstraint("unit_id IS NULL OR grid_id IS NULL", name="one_scope"),
    )
    op.create_table(
        "audit_entry",
        key(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        refers("user_id", "user", needed=False),
        text("verb"),
        text("noun"),
        text("ref"),
        listed("detail"),
        sa.Index(None, "noun", "ref"),
    )


def _times() -> None:
    op.create_table(
        "absence",
        key(),
        refers("volunteer_id", "volunteer", found=False),
        moment("starts_at"),
        moment("ends_at"),
        text("reason"),
        words("state", "absencestate", "asked", "approved", "refused", "withdrawn"),
        refers("asked_by", "user", needed=False, found=False),
        text("reference", needed=False),
        sa.Index(None, "volunteer_id", "starts_at"),
        span("starts_at", "ends_at"),
    )
    op.create_table(
        "wish",
        key(),
        refers("volunteer_id", "volunteer", found=False),
        moment("starts_at"),
        moment("ends_at"),
        number("weight"),
        sa.Index(None, "volunteer_id", "starts_at"),
        span("starts_at", "ends_at"),
    )
