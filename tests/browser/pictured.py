"""The street that pictures are of: the demo's, in the middle of its month, with something of everything to be done."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from scheduler import clock, runs
from scheduler.services import absences, contacts, generating, headings, rosters, uploads
from scheduler.services.access import Asker, asker
from scheduler.services.adjusting import adjust
from scheduler.services.allotting import plans
from scheduler.services.allotting.wanted import Wanted
from scheduler.services.contacts import NewContact
from scheduler.services.coverage import outlining
from scheduler.services.editing import themes
from scheduler.services.edits import Remove
from scheduler.services.headings import Saying
from scheduler.services.looking import look
from scheduler.services.rosters import NewRoster
from scheduler.services.run_parts import RunPart
from scheduler.settings import Settings
from scheduler.store.database import Session, Sessions, reading, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Datum, Point
from scheduler.store.vault import Vault

DAY = date(2026, 12, 9)
NOW = clock.at(DAY, 8 * 60)
ON = {"REDVEST_BULLETIN": "on", "REDVEST_CHANNELS": "inbox,console,wecom"}
"""What is off by default and has pages."""
_WRONG = "姓名,单位,手机,出生年份\n张三,市财政局,1380000000,1985\n李四,市财正局,13800000001,85\n"
_RIGHT = "姓名,单位,手机,岗位角色\n张三,市财政局,13800000000,引导员\n李四,市教育局,13800000001,带班领导\n"
_FILES = {"人员增补.csv": _WRONG.encode(), "新人.csv": _RIGHT.encode()}
_ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a-picture-s"
_AROUND = 0.003
_THEME = {"name": "文明交通月", "from_day": date(2026, 12, 1), "until_day": date(2027, 1, 1)}


def a_street(folder: Path) -> Path:
    """The home of the demo's street in `folder`, made where there is none: its spreadsheet, rostered and published."""
    words = ("demo", "--town", "street", "--out", str(folder), "--keep")
    subprocess.run([sys.executable, "-m", "scheduler", *words], check=True, stdout=subprocess.DEVNULL)
    return folder / "home"


def in_the_middle_of_things(sessions: Sessions, settings: Settings) -> str:
    """Leave is asked for, somebody was taken off, next month waits to be rostered, files wait to be mended and to be
    taken in. Gives the code of a shift that lacks somebody."""
    with transaction(sessions) as session:
        who = asker(session, "admin")
        for number in (3, 4):
            begins = clock.at(DAY + timedelta(days=number), 0)
            ends = begins + timedelta(days=2)
            absences.ask(session, who, f"V01{number}", starts_at=begins, ends_at=ends, reason="出差", now=NOW)
        rosters.create(session, who, NewRoster(date(2027, 1, 1), 31, code="2027-01"), now=NOW)
        _take_somebody_off(session, who)
        headings.remember(session, who, [Saying("volunteers", "人员名称", "name")], now=NOW)
        for name, body in _FILES.items():
            uploads.hand_in(session, who, name, body, now=NOW)
    _work(sessions, settings)
    with reading(sessions) as session:
        return look(session, who, "street").vacancies[0].code


def with_all_there_is(sessions: Sessions, settings: Settings) -> None:
    """What few towns have all at once: boundaries, a theme, a group that is written to, a plan of stewardship made and
    another that waits, a part solved again that is only proposed."""
    with transaction(sessions) as session:
        who = asker(session, "admin")
        _note(session, who, settings)
    _work(sessions, settings)
    with transaction(sessions) as session:
        plans.request(session, who, Wanted(start=date(2027, 4, 1), days=90), name="春季", seconds=30, now=NOW)


def _note(session: Session, who: Asker, settings: Settings) -> None:
    robot = NewContact("wecom", "财政局志愿群", _ROBOT, unit="U01")
    contacts.add(session, who, robot, vault=Vault(settings.keys), settings=settings, now=NOW)
    themes.save(session, who, "traffic", _THEME, now=NOW)
    drawn = json.dumps({"type": "FeatureCollection", "features": list(_squares(session))}).encode()
    seen = outlining.plan(session, who, drawn, Datum.WGS84).fingerprint
    outlining.apply(session, who, drawn, Datum.WGS84, fingerprint=seen, now=NOW)
    plans.request(session, who, Wanted(start=date(2027, 1, 1), days=90), name="冬季", seconds=3, now=NOW)
    week = RunPart(("P01", "P02", "P03"), DAY, DAY + timedelta(days=6))
    generating.request(session, who, "street", seconds=3, part=week, now=NOW)


def _squares(session: Session) -> Iterator[Any]:
    """A feature of each community: what lies around its points."""
    rows = select(Grid.code, Point.path).join(Point).where(Grid.level == GridLevel.COMMUNITY).order_by(Grid.code)
    paths: dict[str, list[Any]] = {}
    for code, path in session.execute(rows):
        paths.setdefault(code, []).extend(path or [])
    for code, corners in paths.items():
        longitudes, latitudes = zip(*corners, strict=True)
        west, east = min(longitudes) - _AROUND, max(longitudes) + _AROUND
        south, north = min(latitudes) - _AROUND, max(latitudes) + _AROUND
        ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        drawn = {"type": "Polygon", "coordinates": [ring]}
        yield {"type": "Feature", "properties": {"code": code}, "geometry": drawn}


def _work(sessions: Sessions, settings: Settings) -> None:
    """Do what waits for a clock process."""
    while file := runs.claim_upload(sessions, now=NOW):
        runs.work_upload(sessions, file, vault=Vault(settings.keys), clock=lambda: NOW)
    while plan := runs.claim_allotment(sessions, now=NOW):
        runs.work_allotment(sessions, plan, clock=lambda: NOW)
    while run := runs.claim(sessions, now=NOW):
        runs.work(sessions, run, clock=lambda: NOW)


def _take_somebody_off(session: Session, who: Asker) -> None:
    shift = next(one for one in look(session, who, "street").shifts if one.day > DAY and len(one.crew) > 1)
    adjust(session, who, "street", Remove(shift.code, shift.crew[-1].volunteer), reason="看病", now=NOW)
