"""How many queries a page asks does not depend on how much there is in the town."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from api.town import Town
from benchmarks import city
from benchmarks.addresses import addresses
from benchmarks.city_several import several
from benchmarks.counting import counted
from benchmarks.towns import Size
from scheduler.services.allotting.wanted import Wanted
from scheduler.services.credentials import issue
from scheduler.store.allotments import Allotment
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, close_database, open_database, transaction
from scheduler.store.vault import Vault
from tests.api.conftest import CHEAP
from tests.api.one_of_each import A_PLAN
from tests.api.unreached import APP
from tests.conftest import KEY, settings_of
from tests.scheduler.rows import NOW

SMALL = Size(units=3, people=23, points=4, days=7, side=1_500)
LARGE = Size(units=9, people=113, points=16, days=14, side=3_000)
PAGES = [pytest.param(rule, path, id=path) for rule, path in addresses(APP)]
OWN = ("/me", "/inbox")
Files = Mapping[Size, Path]


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
            several(session, size.units, vault=Vault((KEY,)), now=NOW)
            wanted = Wanted(start=date(2026, 12, 1), days=31).packed()
            session.add(Allotment(name="冬季", asked_by=1, asked_at=NOW, seconds=5, wanted=wanted, **A_PLAN))
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
