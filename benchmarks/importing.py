"""How long a file of thousands of people takes from the workbook to the rows."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measure import Measured
from scheduler import clock
from scheduler.exchange.importing import read_town
from scheduler.exchange.records import PlaceRecord, VolunteerRecord
from scheduler.services import imports, users
from scheduler.services.access import asker
from scheduler.services.users import EVERYTHING
from scheduler.settings import HOME, Settings
from scheduler.store.database import close_database, open_database, transaction
from scheduler.store.migrate import upgrade
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from seed_data.plans import p1
from seed_data.town import Town, crowd

_TODAY = date(2026, 11, 22)
_NOW = clock.at(_TODAY, 600)


def imported(people: int) -> Measured:
    """Take a workbook of that many people, every column of theirs filled, into an empty SQLite file."""
    with TemporaryDirectory() as folder:
        settings = Settings.from_env({HOME: folder})
        file = Path(folder) / "town.xlsx"
        file.write_bytes(_crowded(people).workbook())
        upgrade(settings)
        began = perf_counter()
        note = _take_in(settings, file)
        return Measured(f"import, {people:,} people", perf_counter() - began, note=note)


def _take_in(settings: Settings, file: Path) -> str:
    sessions, vault, began = open_database(settings), Vault(settings.keys), perf_counter()
    reading = read_town(file, today=_TODAY)
    read = perf_counter() - began
    with transaction(sessions) as session:
        users.add(session, None, "admin", "admin", role=UserRole.ADMIN, scope=EVERYTHING, now=_NOW)
        who = asker(session, "admin")
        plan = imports.plan(session, who, reading, vault=vault, now=_NOW)
        imports.apply(session, who, plan, vault=vault, source=imports.fingerprint(file), now=_NOW)
    close_database(sessions)
    return f"{len(plan.added):,} rows, of it reading {read:.1f} s"


def _crowded(people: int) -> Town:
    """P1's units and junctions with that many people."""
    town, random = p1(), Random(1)
    names = [unit.name for unit in town.records.units[1:]]
    sizes = {name: people // len(names) + (n < people % len(names)) for n, name in enumerate(names)}
    post = town.records.points[0].name
    everybody = tuple(_filled(one, post) for one in crowd(random, sizes))
    return replace(town, records=replace(town.records, volunteers=everybody, absences=()))


def _filled(one: VolunteerRecord, post: str) -> VolunteerRecord:
    return replace(
        one, roles=("带班领导", "引导员"), teams=("文明交通志愿服务队", "邻里互助志愿服务队"), usual=(post,),
        places=(PlaceRecord("office", (116.70, 39.52), "wgs84"), PlaceRecord("home", (116.71, 39.53), "wgs84")),
        guardian_note="2026-09", cap_day=1, cap_week=4, cap_total=14, cap_weekends=2, rest=660, reach=3000.0,
        availability=tuple((weekday, 420, 1140) for weekday in range(7)),
        joined_on=date(2026, 1, 1), left_on=date(2030, 1, 1),
    )  # fmt: skip
