"""Finding by what somebody remembers: a piece of a code or of a name."""

from sqlalchemy import ColumnElement, or_, true
from sqlalchemy.orm import InstrumentedAttribute


def speaks_of(text: str | None, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """The condition that one of the columns has the text in it, in whatever case; None is any."""
    return true() if text is None else or_(*(column.icontains(text, autoescape=True) for column in columns))
