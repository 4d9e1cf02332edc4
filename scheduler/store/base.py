"""What all rows share: names of constraints, how moments and lists are kept, what is never rewritten."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from sqlalchemy import JSON, CheckConstraint, DateTime, Dialect, Enum, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

_MOMENTS = 10_000


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware of its zone on the way in, in UTC on the way out. A naive one is a ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone, got {value!r}")
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        read = self.load_dialect_impl(dialect).result_processor(dialect, coltype)

        # A month has the same few moments again and again, and a city a hundred thousand of them.
        @lru_cache(_MOMENTS)
        def moment(kept: Any) -> datetime | None:
            value: datetime | None = kept if read is None else read(kept)
            if value is None:
                return None
            # SQLite keeps no zone; PostgreSQL answers in the zone of the connection.
            return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

        return moment


Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""Lists and mappings. Assign a new value to change one; a change inside it is not noticed."""

Words = Enum(
    StrEnum,
    native_enum=False,
    create_constraint=True,
    length=20,
    values_callable=lambda words: [word.value for word in words],
)

Id = Annotated[int, mapped_column(primary_key=True)]
Code = Annotated[str, mapped_column(unique=True)]
"""The town's own key of a thing: what spreadsheets, the command line and people call it by."""


class Base(DeclarativeBase):
    """Base of all rows. Relationships are never loaded by accident: each says `lazy="raise"`."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime(), StrEnum: Words}  # noqa: RUF012 (SQLAlchemy reads it so)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {getattr(self, 'code', None) or getattr(self, 'id', None)}>"


class AppendOnly(Base):
    """Rows that say who, when and why: added, never changed or deleted. Triggers in the database hold it."""

    __abstract__ = True


def span_check(start: str, end: str) -> CheckConstraint:
    """A half-open span ends after it starts; an open end, None, is always later."""
    return CheckConstraint(f"{end} > {start}", name="span")


def range_check(column: str, low: Any, high: Any) -> CheckConstraint:
    """The column lies between `low` and `high`, both allowed; None passes."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=f"{column}_range")
