"""Several of whatever a city's pages list besides its people and points, and a plan of stewardship that was made."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from scheduler.services.access import asker
from scheduler.services.allotting import plans
from scheduler.services.allotting.telling import told
from scheduler.services.allotting.town import town_of
from scheduler.services.allotting.wanted import Wanted
from scheduler.store.allotments import Allotment
from scheduler.store.audit import AuditEntry
from scheduler.store.contacts import Contact
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.patterns import ShiftPattern, Theme
from scheduler.store.points import Point
from scheduler.store.reminders import Reminder
from scheduler.store.runs import Run, RunState
from scheduler.store.teams import Team
from scheduler.store.uploads import Upload, UploadState
from scheduler.store.users import User
from scheduler.store.vault import Vault
from solver.answered import Effort

Several = tuple[type, Callable[[int], dict[str, Any]]]

_OF = ("unit", "u0000"), ("point", "p0000"), ("volunteer", "v000000"), ("grid", "g0"), ("team", "t0")
_SEASON = 28
_DISTRICTS = 3
"""That points lie in."""
_ROBOT = "https://qyapi.weixin.qq.com/a1b2"


def several(session: Session, count: int, *, vault: Vault, now: datetime) -> None:
    """So many of each."""
    for table, row in (*_kept(now), *_asked_for(now), *_written(vault, now)):
        session.execute(insert(table), [row(n) for n in range(count)])
    _share_out(session)
    edit = {"at": now, "user_id": 1, "verb": "edit", "detail": {}}
    session.execute(insert(AuditEntry), [{**edit, "noun": noun, "ref": ref} for noun, ref in _OF for _ in range(count)])


def _share_out(session: Session) -> None:
    """Points lie in districts from the west to the east, as many in each."""
    grids = session.scalars(select(Grid.id).order_by(Grid.id).limit(_DISTRICTS)).all()
    points = sorted(session.scalars(select(Point)), key=lambda point: point.longitude)
    rows = [{"id": point.id, "grid_id": grids[n * len(grids) // len(points)]} for n, point in enumerate(points)]
    session.execute(update(Point), rows)


def plan(session: Session, *, start: date, now: datetime, seconds: float) -> None:
    """Who is to answer for what in the four weeks from then on, as the admin asked for it and as it was found."""
    # Loads CP-SAT, which whoever makes no plan need not wait for.
    from solver.allotment.allot import allot

    who, wanted = asker(session, "admin"), Wanted(start=start, days=_SEASON)
    row = session.get_one(Allotment, plans.request(session, who, wanted, seconds=seconds, now=now))
    town = town_of(session, who, wanted)
    found = told(town, allot(town.season, Effort(seconds=seconds, workers=1)), without=None)
    row.found, row.worst, row.bound = dict(found), found["worst"]["reached"], found["worst"]["bound"]
    row.state, row.ended_at = RunState.DONE, now


def _kept(now: datetime) -> Iterator[Several]:
    """What people keep."""
    days = {"from_day": now.date(), "until_day": now.date() + timedelta(days=60)}
    yield Grid, lambda n: {"code": f"g{n}", "name": f"网格{n}", "level": GridLevel.DISTRICT}
    yield Team, lambda n: {"code": f"t{n}", "name": f"服务队{n}"}
    yield Theme, lambda n: {"code": f"m{n}", "name": f"主题{n}", **days}
    # One each for a few points, so that there are as many in a larger town as there are of all else.
    peaks = {"day_kinds": ["workday"], "spans": [[450, 510]], "headcount": "3"}
    yield ShiftPattern, lambda n: {"code": f"s{n}", "name": f"班次{n}", "points": [f"p{n:04}"], **peaks}
    yield User, lambda n: {"login": f"user{n}", "name": f"用户{n}"}


def _asked_for(now: datetime) -> Iterator[Several]:
    """What was handed in, and what was solved."""
    asked = {"asked_at": now, "asked_by": 1, "size": 1, "sha256": "", "state": UploadState.REFUSED}
    solved = {"roster_id": 1, "state": RunState.DONE, "asked_at": now, "trace": [], "progress": ""}
    yield Upload, lambda n: {"name": f"{n}.csv", **asked}
    yield Run, lambda _: {"seconds": 5, "seed": 1, "tries": 0, **solved}


def _written(vault: Vault, now: datetime) -> Iterator[Several]:
    """Whom one writes to, and what."""
    robot = {"channel": "wecom", "address_sealed": vault.seal(_ROBOT), "added_at": now, "added_by": 1}
    letter = {"kind": "published", "roster_id": 1, "title": "值守", "body": "", "due_at": now}
    yield Contact, lambda n: {"unit_id": 1 + n, "name": f"群{n}", **robot}
    yield Reminder, lambda n: {"volunteer_id": 1 + n % 3, "key": f"k{n}", **letter}
