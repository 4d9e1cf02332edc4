"""How quickly a day's reminders are planned and sent: so many people, each on duty tomorrow, on SQLite, one clock."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from benchmarks.measure import Measured
from scheduler.clock import at
from scheduler.notify.channels import open_channels
from scheduler.reminders.kinds import TOMORROW
from scheduler.reminders.planning import take
from scheduler.reminders.sending import Sender, drain
from scheduler.services.processes import our_name
from scheduler.settings import HOME, Settings
from scheduler.settings.channels import ChannelSettings
from scheduler.store.database import Sessions, close_database, open_database, transaction
from scheduler.store.duties import Duty, DutyState
from scheduler.store.migrate import upgrade
from scheduler.store.points import Point, PointKind
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.units import Unit
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer, VolunteerKind

_EACH = 100
_DAY = date(2026, 12, 1)
_EVENING = at(_DAY - timedelta(days=1), 18 * 60 + 30)


def reminded(people: int) -> Measured:
    """Seconds to plan the reminders of the evening before, and to hand them in as texts in a folder."""
    with TemporaryDirectory() as folder:
        plain = Settings.from_env({HOME: folder})
        settings = replace(plain, channels=ChannelSettings(on=("sms", "inbox"), sms=f"file://{folder}/sms"))
        upgrade(settings)
        sessions = open_database(settings)
        with transaction(sessions) as session:
            _fill(session, Vault(settings.keys), people)
        began = perf_counter()
        with transaction(sessions) as session:
            taken = take(session, settings, TOMORROW, _EVENING, by=our_name(), now=_EVENING)
        planned = perf_counter() - began
        _send(sessions, settings)
        took = perf_counter() - began
        arrived = sum(1 for _ in (Path(folder) / "sms").iterdir())
        close_database(sessions)
    made = taken.made if taken else 0
    note = f"{made:,} planned in {planned:.1f} s, {arrived:,} handed in as texts in {took - planned:.1f} s"
    return Measured(f"reminders, {people:,} people", took, note=note)


def _send(sessions: Sessions, settings: Settings) -> None:
    def now() -> datetime:
        return _EVENING

    drain(Sender(sessions, settings, open_channels(settings, now=now), now, our_name(), Event()), "sms")


def _fill(session: Session, vault: Vault, people: int) -> None:
    """A roster with a shift for every hundred people, tomorrow from 17:00 to 18:00."""
    kind = session.scalars(select(PointKind.id).limit(1)).one()
    unit = Unit(code="u", name="单位")
    path = [[116.7, 39.52]]
    point = Point(code="p", name="路口", kind_id=kind, path=path, came_path=path)
    roster = Roster(
        code="r", name="排班表", start=_DAY, days=1, state=RosterState.PUBLISHED,
        version=1, published_version=1, created_at=_EVENING,
    )  # fmt: skip
    session.add_all([unit, point, roster])
    session.flush()
    phone = vault.seal("13800005678")
    person = {"name": "人员", "unit_id": unit.id, "phone_sealed": phone, "kind": VolunteerKind.ORDINARY}
    session.execute(insert(Volunteer), [{"id": n, "code": f"v{n}", **person} for n in range(1, people + 1)])
    hours = {"starts_at": at(_DAY, 17 * 60), "ends_at": at(_DAY, 18 * 60), "headcount": _EACH}
    spot = {"roster_id": roster.id, "point_id": point.id, **hours}
    session.execute(insert(Shift), [{"id": n, "code": f"s{n}", **spot} for n in range(1, people // _EACH + 1)])
    duty = {"roster_id": roster.id, "state": DutyState.ASSIGNED, "added_in": 1}
    rows = [{**duty, "shift_id": n // _EACH + 1, "volunteer_id": n + 1} for n in range(people)]
    session.execute(insert(Duty), rows)
