"""What the doctor looks at outside the town's data: key, database, revision."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.services.doctor.finding import Finding, Health
from scheduler.settings import Settings
from scheduler.store.database import Sessions
from scheduler.store.revision import state
from scheduler.store.teams import Team
from scheduler.store.vault import Vault


def key(settings: Settings, file: Path | None) -> Iterator[Finding]:
    """The key, and who else may read its `file`; None when it is not kept in one."""
    what = say("加密密钥")
    try:
        Vault(settings.keys)
    except Misconfigured as refusal:
        yield Finding(Health.ILL, what, str(refusal), say("恢复原来的密钥：没有它，已存的电话读不出来"))
        return
    if file is not None and os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        advice = say("运行 chmod 600 {file}", file=file)
        yield Finding(Health.ILL, what, say("密钥文件 {file} 别人也能读", file=file), advice)
        return
    where = say("在 {file}，请另存一份备份", file=file) if file else say("由环境变量给出")
    yield Finding(Health.WELL, what, where)


def database(settings: Settings) -> Finding:
    """Whether the database is there, at the revision that the program needs."""
    what = say("数据库")
    try:
        current, head = state(settings)
    except Misconfigured as refusal:
        return Finding(Health.ILL, what, str(refusal), say("检查 REDVEST_DATABASE_URL，并确认数据库已启动"))
    if current != head:
        found = say("版本是 {current}，程序需要 {head}", current=current or "-", head=head)
        return Finding(Health.ILL, what, found, say("运行 redvest migrate"))
    return Finding(Health.WELL, what, say("版本 {head}", head=head))


def writable(sessions: Sessions) -> Finding:
    """Whether a row could be written; it is not kept."""
    what = say("写入")
    with sessions() as session:
        try:
            session.add(Team(code=uuid4().hex, name="-"))
            session.flush()
        except DBAPIError as error:
            advice = say("检查磁盘空间和文件权限，或是否有别的程序长时间占用")
            return Finding(Health.ILL, what, str(error.orig), advice)
        finally:
            session.rollback()
    return Finding(Health.WELL, what, say("正常"))
