"""Backups of PostgreSQL by its own tools: pg_dump takes them, pg_restore and psql put them back in one transaction."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from scheduler.errors import Conflict, Invalid, Misconfigured
from scheduler.language import say

_SAME_FOR_ALL = ("--no-owner", "--no-privileges")

_PATIENCE = 2.0  # seconds

_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)

_CLEAR = """
SET lock_timeout = '10s';
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE %I CASCADE', one.name);
  END LOOP;
  FOR one IN SELECT oid::regprocedure AS name FROM pg_proc p WHERE pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('DROP ROUTINE %s CASCADE', one.name);
  END LOOP;
END $$;
"""
"""Drops our tables and functions, and leaves alone what belongs to an extension."""


def keep(database: str, draft: Path) -> None:
    """Dump the database as it is at one moment into `draft`. Raises Misconfigured."""
    url = make_url(database)
    _run("pg_dump", "--format=custom", *_SAME_FOR_ALL, f"--file={draft}", f"--dbname={_without_password(url)}", url=url)


def revision_of(file: Path) -> str:
    """The revision of the backup's tables. Raises Invalid for a file that is no backup of this kind, or is damaged."""
    try:
        rows = _run("pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(file)).splitlines()
        begin = next(number for number, line in enumerate(rows) if line.startswith("COPY "))
    except (Misconfigured, StopIteration) as error:
        if shutil.which("pg_restore") is None:
            raise
        raise Invalid(say("{file} 不是这种数据库的备份：{reason}", file=file, reason=error)) from error
    return rows[begin + 1]


def put_back(database: str, file: Path) -> None:
    """Put the backup in the place of what is there, in one transaction. Raises Conflict while others are connected."""
    url = make_url(database)
    _require_alone(url)
    with TemporaryDirectory(prefix="redvest-") as folder:
        clear, script = Path(folder) / "clear.sql", Path(folder) / "restore.sql"
        clear.write_text(_CLEAR)
        _run("pg_restore", *_SAME_FOR_ALL, f"--file={script}", str(file))
        how = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null")
        _run("psql", *how, f"--file={clear}", f"--file={script}", f"--dbname={_without_password(url)}", url=url)


def _require_alone(url: URL) -> None:
    """A connection that was closed just now may be seen for a moment still."""
    engine = create_engine(url, poolclass=NullPool)
    deadline = monotonic() + _PATIENCE
    try:
        while _others(engine):
            if monotonic() > deadline:
                raise Conflict(say("还有程序连着数据库：请先停止 redvest up、serve 和 clock"))
            sleep(0.1)
    except OperationalError as error:
        raise Misconfigured(say("数据库打不开：{reason}", reason=error.orig)) from error


def _others(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(text(_OTHERS)) or 0


def _run(program: str, *words: str, url: URL | None = None) -> str:
    """What the program writes. Raises Misconfigured where it is missing or fails, with its own words."""
    path = shutil.which(program)
    if path is None:
        raise Misconfigured(
            say("没有找到 {name}：请安装 PostgreSQL 的客户端程序，如 apt install postgresql-client", name=program)
        )
    # On the command line everybody would see it.
    secret = {"PGPASSWORD": str(url.password)} if url is not None and url.password else {}
    ran = subprocess.run([path, *words], env={**os.environ, **secret}, capture_output=True, text=True, check=False)  # noqa: S603 (the path is of our choice)
    if ran.returncode:
        raise Misconfigured(say("{name} 没有成功：{reason}", name=program, reason=ran.stderr.strip()))
    return ran.stdout


def _without_password(url: URL) -> str:
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
