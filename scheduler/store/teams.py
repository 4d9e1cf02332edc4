"""Teams 志愿服务队 and the editable list of roles 岗位角色, with who belongs to which."""

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped

from scheduler.store.base import Base, Code, Id


class Team(Base):
    """A volunteer service team; its members may come from many units."""

    __tablename__ = "team"

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]


class Role(Base):
    """What somebody can be on a shift: leader, guide, persuader, ... in the order of `position`."""

    __tablename__ = "role"

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    position: Mapped[int]


def _between(first: str, second: str, *, name: str) -> Table:
    return Table(
        name,
        Base.metadata,
        Column(f"{first}_id", ForeignKey(f"{first}.id", ondelete="CASCADE"), primary_key=True),
        Column(f"{second}_id", ForeignKey(f"{second}.id"), primary_key=True, index=True),
    )


volunteer_team = _between("volunteer", "team", name="volunteer_team")
volunteer_role = _between("volunteer", "role", name="volunteer_role")
volunteer_usual_point = _between("volunteer", "point", name="volunteer_usual_point")
"""The points a volunteer is used to; `fixed time, person and post` of the plans."""
