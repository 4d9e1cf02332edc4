"""Headings 列名: what the town's people said that headings of their own lists mean, for the next list that has them."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base, Id


class Heading(Base):
    """On the `sheet` of that key the heading compared as `name`, written as `title`, is the column `field`; "" for one
    that is not to be read. Nothing else of the list is kept."""

    __tablename__ = "heading"
    __table_args__ = (UniqueConstraint("sheet", "name"),)

    id: Mapped[Id]
    sheet: Mapped[str]
    name: Mapped[str]
    title: Mapped[str]
    field: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(index=True)
