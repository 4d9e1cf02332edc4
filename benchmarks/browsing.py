"""How long each page of a city takes the server, how many queries it asks, and how much of it travels."""

import gc
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import structlog
from flask import Flask
from sqlalchemy import func, select, update

from api import create_app
from api.serving.application import steady
from api.town import Town
from benchmarks import city
from benchmarks.addresses import CODES, addresses
from benchmarks.city_several import plan, several
from benchmarks.counting import Count, counted
from benchmarks.towns import CITY
from benchmarks.weighing import Weighing
from scheduler import clock
from scheduler.services.credentials import issue
from scheduler.settings import HOME, Settings
from scheduler.store.audit import AuditEntry
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Session, close_database, open_database, reading, transaction
from scheduler.store.duties import Duty
from scheduler.store.migrate import upgrade
from scheduler.store.shifts import Shift
from scheduler.store.users import Holding, User, UserRole
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer

PART = "pages"
TITLES = ("page", "who", "answer", "first, ms", "median, ms", "p95, ms", "kB", "first look, kB", "queries")
_OWN = ("/me", "/inbox")
_SLOW = 1.0
_FEW = 5
"""How often what takes longer than a second is asked for: files of everything."""

_PLANNING = 5.0
_REACH = 3_000
_REST = f"/api/v1/rosters/{city.ROSTER}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One address, asked by `who` again and again. Seconds of the processor's time: the `first` time after somebody
    changed the town, then in the middle and of 95 in 100; `size` in bytes as it travels, and `look` with all that the
    page is made of, None for what is no page."""

    address: str
    who: str
    status: int
    first: float
    middle: float
    p95: float
    size: int
    look: int | None
    queries: int

    @property
    def cells(self) -> tuple[str, ...]:
        times = (f"{one * 1000:,.0f}" for one in (self.first, self.middle, self.p95))
        look = "" if self.look is None else f"{self.look / 1000:,.0f}"
        return self.address, self.who, str(self.status), *times, f"{self.size / 1000:,.1f}", look, str(self.queries)


def browsed(seconds: float, times: int) -> Iterator[Asked]:
    """Every page of a city whose roster was solved for so many seconds, 0 for dealt out in turn; each once, and then so
    many times."""
    # A line for every request is not what is measured.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with TemporaryDirectory() as folder:
        settings, now = Settings.from_env({HOME: folder}), clock.now()
        upgrade(settings)
        sessions = open_database(settings)
        with transaction(sessions) as session:
            city.fill(session, start=clock.today(now), now=now, seconds=seconds)
            several(session, CITY.units, vault=Vault(settings.keys), now=now)
            plan(session, start=clock.today(now), now=now, seconds=_PLANNING)
        app = create_app(sessions, settings)
        # As each process of a server is, which has not made a city before.
        gc.collect()
        steady()
        yield from asked(app, times)
        close_database(sessions)


def asked(app: Flask, times: int) -> Iterator[Asked]:
    town: Town = app.extensions[Town.KEY]
    with transaction(town.sessions) as session:
        secrets = _secrets(session)
    with reading(town.sessions) as session:
        edit = _edit(session)
    with counted(town.sessions) as count:
        for _, address in addresses(app):
            for who in ("volunteer",) if address.startswith(_OWN) else ("coordinator", "admin"):
                yield _timed(app, count, times, who, secrets[who], address)
        for address, body in _rest(edit):
            yield _timed(app, count, times, "admin", secrets["admin"], address, body)


def _rest(edit: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """What the pages' scripts and the command line ask for."""
    yield f"{_REST}/changes/check", {"remove": [edit]}
    yield f"{_REST}/shifts/{CODES['shifts']}/candidates", None
    yield f"{_REST}/vacancies", None
    yield f"{_REST}/publication", None
    yield f"{_REST}/view", None


def _timed(
    app: Flask, count: Count, times: int, who: str, secret: str, address: str, body: dict[str, Any] | None = None
) -> Asked:
    browser = app.test_client()
    took: list[float] = []
    headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "gzip"}
    _change(app)
    while len(took) < 1 + times and (len(took) <= _FEW or took[-1] < _SLOW):
        count.queries.clear()
        began = process_time()
        answer = browser.open(address, method="GET" if body is None else "POST", json=body, headers=headers)
        took.append(process_time() - began)
    first, *later = took
    p95, asked = sorted(later)[int(0.95 * len(later))], len(count.queries)
    look = _look(app, headers, address, len(answer.data)) if answer.mimetype == "text/html" else None
    return Asked(address, who, answer.status_code, first, median(later), p95, len(answer.data), look, asked)


def _change(app: Flask) -> None:
    """Somebody changed the town: the first of its people goes a metre further, and nothing that was packed before
    counts any more."""
    town: Town = app.extensions[Town.KEY]
    with transaction(town.sessions) as session:
        further = update(Volunteer).where(Volunteer.id == 1)
        session.execute(further.values(reach=func.coalesce(Volunteer.reach, _REACH) + 1))
        session.add(AuditEntry(at=clock.now(), user_id=1, noun="volunteer", ref="v000000", verb="change", detail={}))


def _look(app: Flask, headers: dict[str, str], address: str, size: int) -> int:
    browser = app.test_client()
    text = browser.get(address, headers={"Authorization": headers["Authorization"]}).text
    weighing: Weighing = app.extensions.setdefault(Weighing.KEY, Weighing(browser, {"Accept-Encoding": "gzip"}))
    return weighing.first_look(address, text, size)


def _secrets(session: Session) -> dict[str, str]:
    now = clock.now()
    user = User(login="coordinator", name="协调员")
    session.add(user)
    session.flush()
    session.add(Holding(user_id=user.id, role=UserRole.COORDINATOR, granted_at=now))
    return {
        "admin": city.ADMIN_SECRET,
        "coordinator": issue(session, CredentialKind.TOKEN, user_id=user.id, now=now),
        "volunteer": issue(session, CredentialKind.TOKEN, volunteer_id=1, now=now),
    }


def _edit(session: Session) -> dict[str, str]:
    """A duty that stands, to be taken back."""
    wanted = select(Shift.code, Volunteer.code).select_from(Duty).join(Duty.shift).join(Duty.volunteer)
    shift, volunteer = session.execute(wanted.where(Duty.removed_in.is_(None)).order_by(Duty.id).limit(1)).one()
    return {"shift": shift, "volunteer": volunteer}
