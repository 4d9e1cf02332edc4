"""Teams, whose members may be of many units: seen and edited by who looks after their people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.edit_log import note_edit
from scheduler.services.editing.entered import entered_name, require_new_code, require_new_name
from scheduler.services.editing.unused import delete_unused
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.searching import speaks_of
from scheduler.store.teams import Team, volunteer_team
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team; `members` are those the asker may see."""

    code: str
    name: str
    members: int


def page(session: Session, who: Asker, page: Page, *, search: str | None = None) -> Paged[TeamView]:
    """One page of the teams that have members in the asker's scope or none at all, by name or code."""
    wanted = _seen(who).where(speaks_of(search, Team.code, Team.name))
    found = paged(session, wanted, page, {"name": Team.name, "code": Team.code})
    return Paged(_views(session, who, found.items), found.total)


def find(session: Session, who: Asker, code: str) -> TeamView | None:
    """The team of that code, None where the asker sees none."""
    row = session.scalar(_seen(who).where(Team.code == code))
    return None if row is None else _views(session, who, (row,))[0]


def one(session: Session, who: Asker, code: str) -> TeamView:
    """The team of that code. Raises NotFound where the asker sees none."""
    return _views(session, who, (_row(session, who, code),))[0]


def save(session: Session, who: Asker, code: str, said: Mapping[str, str], *, now: datetime) -> TeamView:
    """Name the team anew, or add it. Raises Forbidden where somebody in it is not the asker's to plan, Invalid by
    field, Conflict for a taken code."""
    row = session.scalar(_seen(who).where(Team.code == code))
    before = None if row is None else {"name": row.name}
    if row is None:
        require_new_code(session, Team, code)
        row = Team(code=code)
    else:
        _require_own(session, who, row)
    row.name = entered_name(said.get("name", row.name))
    require_new_name(session, Team, code, row.name)
    session.add(row)
    session.flush()
    note_edit(session, who, "team", code, before=before, after={"name": row.name}, now=now)
    return one(session, who, code)


def delete(session: Session, who: Asker, code: str, *, now: datetime) -> None:
    """Delete a team that nobody is in. Raises NotFound, Forbidden, Conflict."""
    row = _row(session, who, code)
    _require_own(session, who, row)
    delete_unused(session, who, row)
    note_edit(session, who, "team", code, before={"name": row.name}, after=None, now=now)


def _require_own(session: Session, who: Asker, row: Team) -> None:
    others = select(volunteer_team.c.team_id).join(Volunteer, Volunteer.id == volunteer_team.c.volunteer_id)
    units = who.units(Right.PLAN)
    foreign = false() if units is None else Volunteer.unit_id.not_in(units)
    if session.scalar(others.where(volunteer_team.c.team_id == row.id, foreign).limit(1)):
        raise Forbidden(say("{team} 也有别的单位的人，请创城办改动", team=row.name))


def _row(session: Session, who: Asker, code: str) -> Team:
    row = session.scalar(_seen(who).where(Team.code == code))
    if row is None:
        raise NotFound(say("没有志愿服务队 {code}，或不在您的管理范围内", code=code))
    return row


def _seen(who: Asker) -> Select[Team]:
    mine = _members(who).where(volunteer_team.c.team_id == Team.id)
    anybody = select(volunteer_team.c.team_id).where(volunteer_team.c.team_id == Team.id)
    return select(Team).where(or_(mine.exists(), ~anybody.exists()))


def _members(who: Asker) -> Select[int]:
    """The team of each member in the asker's scope, once a member."""
    units = who.units(Right.SEE)
    seen: ColumnElement[bool] = true() if units is None else Volunteer.unit_id.in_(units)
    wanted = select(volunteer_team.c.team_id).join(Volunteer, Volunteer.id == volunteer_team.c.volunteer_id)
    return wanted.where(seen)


def _views(session: Session, who: Asker, rows: tuple[Team, ...]) -> tuple[TeamView, ...]:
    column = volunteer_team.c.team_id
    counted = _members(who).where(column.in_([row.id for row in rows])).add_columns(func.count()).group_by(column)
    members: dict[int, int] = dict(session.execute(counted).all())
    return tuple(TeamView(row.code, row.name, members.get(row.id, 0)) for row in rows)
