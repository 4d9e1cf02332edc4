"""What a town sets by environment, read once at the front door and handed on."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.language.system import reason
from scheduler.settings.channels import ChannelSettings
from scheduler.settings.cluster import ClusterSettings
from scheduler.settings.reading import choice, number
from scheduler.settings.times import TimeSettings
from scheduler.settings.web import URL, WebSettings

DATABASE = "REDVEST_DATABASE_URL"
KEY = "REDVEST_KEY"
KEY_FILE = "REDVEST_KEY_FILE"
HOME = "REDVEST_HOME"
_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Settings:
    """`home` holds the embedded database, the key and the files made; `database` is an SQLAlchemy address.

    `keys` are Fernet keys, newest first: the first encrypts, all decrypt. `workers` is the number of cores a
    solve may use, None for all. `operator` is the login that a command acts as unless `--as` says otherwise.
    `log_level` is debug, info, warning or error. `web`: serving pages and REST; `times`: when the clock reminds whom;
    `channels`: how messages go out; `cluster`: who helps with large towns.
    """

    home: Path
    database: str
    keys: tuple[str, ...]
    operator: str | None = None
    workers: int | None = None
    log_level: str = "info"
    web: WebSettings = field(default_factory=WebSettings)
    times: TimeSettings = field(default_factory=TimeSettings)
    channels: ChannelSettings = field(default_factory=ChannelSettings)
    cluster: ClusterSettings = field(default_factory=ClusterSettings)

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read the environment; a first run makes the home and its key. Raises Misconfigured."""
        env = os.environ if env is None else env
        home = Path(env.get(HOME) or "var").absolute()
        return cls(
            home=home,
            database=_database(env.get(DATABASE) or f"sqlite:///{home / 'redvest.db'}"),
            keys=_keys(env, home),
            operator=env.get("REDVEST_AS") or None,
            workers=number(env, "REDVEST_WORKERS", least=1),
            log_level=choice(env, "REDVEST_LOG_LEVEL", _LEVELS, default="info"),
            web=WebSettings.from_env(env),
            times=TimeSettings.from_env(env),
            channels=ChannelSettings.from_env(env),
            cluster=ClusterSettings.from_env(env),
        )


def _database(address: str) -> str:
    # psycopg 3 is the driver that is installed; people write the scheme that every tool knows.
    scheme, colon, rest = address.partition("://")
    if not colon:
        raise Misconfigured(say("{name} 不是数据库地址：{value}", name=DATABASE, value=address))
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else address


def _keys(env: Mapping[str, str], home: Path) -> tuple[str, ...]:
    if text := env.get(KEY):
        return tuple(text.split())
    file = Path(env.get(KEY_FILE) or home / "key")
    return tuple(_key_file(file).split())


def _key_file(file: Path) -> str:
    from cryptography.fernet import Fernet

    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(Fernet.generate_key().decode())
        return file.read_text()
    except FileExistsError:
        return file.read_text()
    except OSError as error:
        raise Misconfigured(say("密钥文件 {file} 读写不了：{reason}", file=file, reason=reason(error))) from error


def apart(env: Mapping[str, str], home: Path | str) -> dict[str, str]:
    """The environment of a town of its own in `home`, whatever `env` says of another's database, keys and address."""
    theirs = (DATABASE, KEY, KEY_FILE, URL)
    return {name: value for name, value in env.items() if name not in theirs} | {HOME: str(Path(home).absolute())}
