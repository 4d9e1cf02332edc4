"""The street that pictures are of: the demo's, in the middle of its month, with something of everything to be done."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from scheduler import clock, runs
from scheduler.services import absences, rosters, uploads
from scheduler.services.access import Asker, asker
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Remove
from scheduler.services.looking import look
from scheduler.services.rosters import NewRoster
from scheduler.settings import Settings
from scheduler.store.database import Session, Sessions, reading, transaction
from scheduler.store.vault import Vault

DAY = date(2026, 12, 9)
NOW = clock.at(DAY, 8 * 60)
_WRONG = "姓名,单位,手机,出生年份\n张三,市财政局,1380000000,1985\n李四,市财正局,13800000001,85\n"
_RIGHT = "姓名,单位,手机,岗位角色\n张三,市财政局,13800000000,引导员\n李四,市教育局,13800000001,带班领导\n"
_FILES = {"人员增补.csv": _WRONG.encode(), "新人.csv": _RIGHT.encode()}


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
        for name, body in _FILES.items():
            uploads.hand_in(session, who, name, body, now=NOW)
    while claim := runs.claim_upload(sessions, now=NOW):
        runs.work_upload(sessions, claim, vault=Vault(settings.keys), clock=lambda: NOW)
    with reading(sessions) as session:
        return look(session, who, "street").vacancies[0].code


def _take_somebody_off(session: Session, who: Asker) -> None:
    shift = next(one for one in look(session, who, "street").shifts if one.day > DAY and len(one.crew) > 1)
    adjust(session, who, "street", Remove(shift.code, shift.crew[-1].volunteer), reason="看病", now=NOW)
