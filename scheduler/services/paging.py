"""Pages of lists: a filtered query, counted, ordered and cut, by the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

Row = TypeVar("Row")
MOST = 500

Order = InstrumentedAttribute[Any] | ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Page:
    """The `number`-th page, from 1, of `size` items, ordered by `order`: a name, with - before it downwards."""

    number: int = 1
    size: int = MOST
    order: str = ""


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """One page of a list, and how many items the whole list has."""

    items: tuple[Row, ...]
    total: int


def paged(session: Session, wanted: Select[Row], page: Page, orders: Mapping[str, Order]) -> Paged[Row]:
    """The rows of one page. `orders` names what the list can be ordered by, the default first; the last in it makes
    the order definite, so that no row is on two pages."""
    total = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    name = page.order.removeprefix("-") or next(iter(orders))
    column, last = orders[name], list(orders.values())[-1]
    first = column.desc() if page.order.startswith("-") else column.asc()
    cut = wanted.order_by(first, last).limit(page.size).offset((page.number - 1) * page.size)
    return Paged(tuple(session.scalars(cut)), total)
