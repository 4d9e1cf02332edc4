"""The migrations make exactly the tables that the rows describe, forth and back, and never half of them."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Enum, inspect, text
from sqlalchemy.exc import DBAPIError

from scheduler.errors import Misconfigured
from scheduler.settings import Settings
from scheduler.store.base import Base
from scheduler.store.database import Sessions, open_engine, reading, transaction
from scheduler.store.migrate import downgrade, upgrade
from scheduler.store.revision import require_current, state
from tests.scheduler.rows import a_unit, a_volunteer

HEAD = "0015"


@pytest.fixture
def engine(blank_settings: Settings) -> Iterator[Engine]:
    engine = open_engine(blank_settings)
    yield engine
    engine.dispose()


def test_up_down_and_up_again_ends_where_it_began(blank_settings: Settings) -> None:
    upgrade(blank_settings)
    downgrade(blank_settings, "base")
    at_base = state(blank_settings)

    upgrade(blank_settings)

    assert at_base == (None, HEAD)
    assert state(blank_settings) == (HEAD, HEAD)


def test_every_step_can_be_taken_back(blank_settings: Settings) -> None:
    upgrade(blank_settings)

    for revision in ("0005", "0004", "0003", "0002", "0001"):
        downgrade(blank_settings, revision)
        assert state(blank_settings)[0] == revision
        upgrade(blank_settings)

    assert state(blank_settings) == (HEAD, HEAD)


def test_at_the_base_nothing_is_left_but_the_revision(blank_settings: Settings, engine: Engine) -> None:
    upgrade(blank_settings)

    downgrade(blank_settings, "base")

    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_upgrading_twice_changes_nothing(settings: Settings) -> None:
    upgrade(settings)

    assert state(settings) == (HEAD, HEAD)


def test_the_tables_are_those_of_the_rows(blank_settings: Settings, engine: Engine) -> None:
    upgrade(blank_settings)
    downgrade(blank_settings, "base")
    upgrade(blank_settings)

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)

    assert differences == []


def test_the_constraints_and_indexes_are_those_of_the_rows(blank_settings: Settings, engine: Engine) -> None:
    upgrade(blank_settings)
    with engine.connect() as connection:
        migrated = _constraints(connection)
    downgrade(blank_settings, "base")

    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        described = _constraints(connection)

    assert migrated == described


def _constraints(connection: Connection) -> set[tuple[str, ...]]:
    """Name and text of every check, key and index, as the database tells them."""
    tables = inspect(connection)
    found: set[tuple[str, ...]] = set()
    for table in Base.metadata.tables:
        for check in tables.get_check_constraints(table):
            found.add((table, "check", str(check["name"]), str(check["sqltext"])))
        for unique in tables.get_unique_constraints(table):
            found.add((table, "unique", str(unique["name"]), *unique["column_names"]))
        for key in tables.get_foreign_keys(table):
            found.add((table, "key", str(key["name"]), str(key["options"])))
        for index in tables.get_indexes(table):
            found.add((table, "index", str(index["name"]), *_options(index.get("dialect_options", {}))))
    return found


def _options(options: Mapping[str, Any]) -> list[str]:
    return [f"{name}: {value}" for name, value in sorted(options.items())]


def test_every_word_fits_its_column() -> None:
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    words = [(c.type.length, w) for c in columns if isinstance(c.type, Enum) for w in c.type.enums]

    assert len(words) > 50
    assert all(length is not None and len(word) <= length for length, word in words)


def test_a_step_that_fails_leaves_nothing_behind(blank_settings: Settings, engine: Engine) -> None:
    upgrade(blank_settings, "0001")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE wish (id INTEGER)"))  # the last table of the next step

    with pytest.raises(DBAPIError, match="wish"):
        upgrade(blank_settings)

    assert state(blank_settings)[0] == "0001"
    assert not inspect(engine).has_table("volunteer")


def test_two_processes_may_upgrade_at_once(blank_settings: Settings) -> None:
    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(upgrade, blank_settings) for _ in range(2)]

    assert [each.result() for each in done] == [None, None]
    assert state(blank_settings) == (HEAD, HEAD)


def test_rows_survive_a_step_back_and_forth(settings: Settings, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))

    downgrade(settings, "0002")
    upgrade(settings)

    with reading(sessions) as session:
        assert session.scalar(text("SELECT name FROM volunteer")) == "张三"


def test_a_database_behind_the_program_is_refused_with_what_to_do(blank_settings: Settings) -> None:
    upgrade(blank_settings, "0004")

    with pytest.raises(Misconfigured, match="数据库的版本是 0004，程序需要 0015：请运行 redvest migrate"):
        require_current(blank_settings)


def test_a_database_that_is_up_to_date_is_not_refused(settings: Settings) -> None:
    require_current(settings)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("sqlite:///{file}/town.db", id="a folder that cannot be made"),
        pytest.param("postgresql+psycopg://nobody@127.0.0.1:1/town", id="nobody listens"),
        pytest.param("nosuch://somewhere", id="no such database"),
        pytest.param("sqlite", id="not an address"),
    ],
)
def test_a_database_that_cannot_be_opened_is_refused(address: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = Settings(home=tmp_path, database=address.format(file=tmp_path / "file"), keys=())

    with pytest.raises(Misconfigured, match="数据库"):
        state(settings)


def test_a_refused_address_keeps_its_password(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database="nosuch://li:secret@somewhere/town", keys=())

    with pytest.raises(Misconfigured) as refusal:
        upgrade(settings)

    assert "secret" not in str(refusal.value)
