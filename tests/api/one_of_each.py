"""A town with one of every noun, and how the addresses of REST name it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from scheduler.services import absences, headings
from scheduler.services.allotting.wanted import Wanted
from scheduler.store.absences import Wish
from scheduler.store.allotments import Allotment
from scheduler.store.contacts import Contact
from scheduler.store.patterns import Theme
from scheduler.store.rosters import Roster
from scheduler.store.runs import Run, RunState
from scheduler.store.teams import Team, volunteer_team
from scheduler.store.uploads import Upload, UploadState
from scheduler.store.vault import Vault
from tests.conftest import KEY
from tests.scheduler.rows import NOW, added
from tests.scheduler.street import HELD, a_published_roster, a_street

REAL: Mapping[str, str] = {
    "absences": "1",
    "calendar": "2026-12-01",
    "contacts": "1",
    "duties": "1",
    "exports": "matrix",
    "grids": "g1",
    "headings": "1",
    "imports": "1",
    "patterns": "peak",
    "point-kinds": "intersection",
    "plans": "1",
    "points": "p1",
    "reminders": "1",
    "roles": "leader",
    "rosters": "dec",
    "runs": "1",
    "shifts": "20261201-p1-0730",
    "stewardships": "1",
    "teams": "t1",
    "themes": "civility",
    "units": "u1",
    "users": "admin",
    "volunteers": "v1",
    "wishes": "1",
}
"""By the word before a gap in an address, what fills it."""

A_PLAN: Mapping[str, Any] = {
    "state": RunState.DONE,
    "found": {
        "status": "optimal",
        "worst": {"reached": 0, "bound": 0, "gap": 0.0},
        "tenth": {"reached": 0, "bound": 0, "gap": 0.0},
        "seconds": 0.1,
        "unplaced": 0,
        "uncovered": [],
        "units": [],
        "points": [],
        "changes": [],
    },
}
"""A plan of nothing, made."""

_GAP = re.compile(r"/([\w-]+)/\{(\w+)\}")


def a_town(session: Session) -> None:
    """A published street with an absence, a wish, a theme and a team, a group to write to, a run that is
    done, a file that was refused."""
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    dec = session.scalars(select(Roster.id)).one()
    added(session, Run(roster_id=dec, state=RunState.DONE, asked_at=NOW, seconds=5))
    wanted = Wanted(start=date(2026, 12, 1), days=31).packed()
    by = street.admin.user_id
    added(session, Allotment(name="冬季", asked_by=by, asked_at=NOW, seconds=5, wanted=wanted, **A_PLAN))
    uploaded = {"name": "单位.csv", "size": 1, "sha256": "", "state": UploadState.REFUSED}
    added(session, Upload(asked_by=street.admin.user_id, asked_at=NOW, **uploaded))
    said = headings.Saying("volunteers", "人员名称", "name")
    headings.remember(session, street.admin, [said], now=NOW)
    robot = {
        "channel": "wecom",
        "name": "财政局群",
        "address_sealed": Vault((KEY,)).seal("https://qyapi.weixin.qq.com/a1b2"),
    }
    added(session, Contact(unit_id=street.units[0].id, added_by=street.admin.user_id, added_at=NOW, **robot))
    begins = NOW + timedelta(days=20)
    absences.ask(session, street.admin, "v1", starts_at=begins, ends_at=begins + timedelta(hours=9), now=NOW)
    added(session, Wish(volunteer_id=street.people[0].id, starts_at=begins, ends_at=NOW + timedelta(days=21), weight=1))
    added(session, Theme(code="civility", name="文明", from_day=date(2026, 12, 5), until_day=date(2026, 12, 9)))
    team = added(session, Team(code="t1", name="先锋队"))
    session.execute(insert(volunteer_team).values(team_id=team.id, volunteer_id=street.people[0].id))


def gaps(path: str) -> Mapping[str, str]:
    """The gaps of an address, {"code": "rosters"} for /rosters/{code}/view: which word stands before each."""
    return {gap: word for word, gap in _GAP.findall(path)}
