"""The columns that the steps are written in. Not to be changed: old steps must do what they did."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB


def key() -> sa.Column[int]:
    """The number of a row."""
    return sa.Column("id", sa.Integer, primary_key=True)


def code() -> sa.Column[str]:
    """The town's own key."""
    return sa.Column("code", sa.String, nullable=False, unique=True)


def text(name: str, *, needed: bool = True) -> sa.Column[str]:
    """Text of any length."""
    return sa.Column(name, sa.String, nullable=not needed)


def number(name: str, *, needed: bool = True) -> sa.Column[int]:
    """A whole number."""
    return sa.Column(name, sa.Integer, nullable=not needed)


def degrees(name: str, *, needed: bool = True) -> sa.Column[float]:
    """A longitude or a latitude."""
    return sa.Column(name, sa.Double, nullable=not needed)


def day(name: str, *, needed: bool = True) -> sa.Column[date]:
    """A day of the town."""
    return sa.Column(name, sa.Date, nullable=not needed)


def moment(name: str, *, needed: bool = True) -> sa.Column[datetime]:
    """A moment, kept in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def yes_no(name: str) -> sa.Column[bool]:
    """True or false."""
    return sa.Column(name, sa.Boolean, nullable=False)


def listed(name: str, *, needed: bool = True) -> sa.Column[Any]:
    """A list or a mapping."""
    return sa.Column(name, sa.JSON().with_variant(JSONB(), "postgresql"), nullable=not needed)


def words(column: str, name: str, *values: str) -> sa.Column[str]:
    """A column of one of the words, held by a check of that name."""
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
    return sa.Column(column, kind, nullable=False)


def refers(column: str, to: str, *, needed: bool = True, found: bool = True, gone: bool = False) -> sa.Column[int]:
    """A column that holds the number of a row of the table `to`.

    `needed`: never null. `found`: has an index. `gone`: the row goes when that row goes.
    """
    target = sa.ForeignKey(f"{to}.id", ondelete="CASCADE" if gone else None)
    return sa.Column(column, sa.Integer, target, nullable=not needed, index=found)


def within(column: str, low: int, high: int) -> sa.CheckConstraint:
    """The column lies between the two, both allowed."""
    return sa.CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=f"{column}_range")


def span(start: str, end: str) -> sa.CheckConstraint:
    """The span ends after it starts."""
    return sa.CheckConstraint(f"{end} > {start}", name="span")
