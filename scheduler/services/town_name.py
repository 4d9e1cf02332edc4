"""What the town is called: the name of its highest grid."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.store.grids import Grid


def town_name(session: Session) -> str | None:
    """The name of the grid that lies in no other, None before there is exactly one."""
    names = session.scalars(select(Grid.name).where(Grid.parent_id.is_(None)).limit(2)).all()
    return names[0] if len(names) == 1 else None
