"""How many queries a page asks does not depend on how much there is in the town."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from api.town import Town
from benchmarks import city
from benchmarks.addresses import addresses
from benchmarks.counting import counted
from benchmarks.towns import Size
from scheduler.services.credentials import issue
from scheduler.store.audit import AuditEntry
from scheduler.store.contacts import Contact
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, close_database, open_database, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.patterns import Theme
from scheduler.store.reminders import Reminder
from scheduler.store.runs import Run, RunState
from scheduler.store.teams import Team
from scheduler.store.uploads import Upload, UploadState
from scheduler.store.users import User
from scheduler.store.vault import Vault
from tests.api.conftest import CHEAP
from tests.api.unreached import APP
from tests.conftest import KEY, settings_of
from tests.scheduler.rows import NOW

SMALL = Size(units=3, people=23, points=4, days=7, side=1_500)
LARGE = Size(units=9, people=113, points=16, days=14, side=3_000)
PAGES = [pytest.param(rule, path, id=path) for rule, path in addresses(APP)]
OWN = ("/me", "/inbox")
Files = Mapping[Size, Path]
Several = tuple[type, Callable[[int], dict[str, object]]]


@pytest.fixture(scope="session")
def files(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A small and a large town, each with several of whatever pages list."""
    folder = tmp_path_factory.mktemp("sizes")
    found = {size: folder / f"{size.people}.db" for size in (SMALL, LARGE)}
    for size, file in found.items():
        shutil.copy(migrated_file, file)
        sessions = open_database(settings_of(f"sqlite:///{file}", folder))
        with transaction(sessions) as session:
            city.fill(session, start=date(2026, 12, 1), now=NOW, size=size)
            _several(session, size.units)
        close_database(sessions)
    return found


@pytest.mark.parametrize(("rule", "path"), PAGES)
def test_a_page_asks_no_more_queries_in_a_larger_town(app: Flask, files: Files, rule: str, path: str) -> None:
    small, large = (_asked(app, files[size], path) for size in (SMALL, LARGE))

    assert len(large) <= len(small), (rule, large)


def test_every_kind_of_page_is_asked_for() -> None:
    asked = {rule for rule, _ in addresses(APP)}

    assert {"/rosters/<roster:code>", "/rosters/<roster:code>/publish", "/absences/", "/me/", "/login"} <= asked


def _asked(app: Flask, file: Path, path: str) -> list[str]:
    """The queries of one answer, the first of its process."""
    settings = settings_of(f"sqlite:///{file}", file.parent)
    sessions = open_database(settings)
    app.extensions[Town.KEY] = Town(sessions, settings, Vault(settings.keys), lambda: NOW, CHEAP)
    who = _program(sessions, path)
    with counted(sessions) as count:
        answer = app.test_client().get(path, headers={"Authorization": f"Bearer {who}"})
    close_database(sessions)
    assert answer.status_code < 500, (answer.status_code, path)
    return count.queries


def _program(sessions: Sessions, path: str) -> str:
    if not path.startswith(OWN):
        return city.ADMIN_SECRET
    with transaction(sessions) as session:
        return issue(session, CredentialKind.TOKEN, volunteer_id=1, now=NOW)


def _several(session: Session, count: int) -> None:
    for table, row in (*_kept(), *_asked_for(), *_written()):
        session.execute(insert(table), [row(n) for n in range(count)])
    of = ("unit", "u0000"), ("point", "p0000"), ("volunteer", "v000000"), ("grid", "g0"), ("team", "t0")
    edit = {"at": NOW, "user_id": 1, "verb": "edit", "detail": {}}
    session.execute(insert(AuditEntry), [{**edit, "noun": noun, "ref": ref} for noun, ref in of for _ in range(count)])


def _kept() -> Iterator[Several]:
    """What people keep."""
    days = {"from_day": NOW.date(), "until_day": date(2027, 1, 1)}
    yield Grid, lambda n: {"code": f"g{n}", "name": f"网格{n}", "level": GridLevel.DISTRICT}
    yield Team, lambda n: {"code": f"t{n}", "name": f"服务队{n}"}
    yield Theme, lambda n: {"code": f"m{n}", "name": f"主题{n}", **days}
    yield User, lambda n: {"login": f"user{n}", "name": f"用户{n}"}


def _asked_for() -> Iterator[Several]:
    """What was handed in, and what was solved."""
    asked = {"asked_at": NOW, "asked_by": 1, "size": 1, "sha256": "", "state": UploadState.REFUSED}
    solved = {"roster_id": 1, "state": RunState.DONE, "asked_at": NOW, "trace": [], "progress": ""}
    yield Upload, lambda n: {"name": f"{n}.csv", **asked}
    yield Run, lambda _: {"seconds": 5, "seed": 1, "tries": 0, **solved}


def _written() -> Iterator[Several]:
    """Whom one writes to, and what."""
    address = Vault((KEY,)).seal("https://qyapi.weixin.qq.com/a1b2")
    robot = {"channel": "wecom", "address_sealed": address, "added_at": NOW, "added_by": 1}
    letter = {"kind": "published", "roster_id": 1, "title": "值守", "body": "", "due_at": NOW}
    yield Contact, lambda n: {"unit_id": 1 + n, "name": f"群{n}", **robot}
    yield Reminder, lambda n: {"volunteer_id": 1 + n % 3, "key": f"k{n}", **letter}
