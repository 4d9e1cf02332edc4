"""Files appear whole or not at all: whoever looks meanwhile, or after a crash, finds the old one or the new one."""

import re
from collections.abc import Mapping
from pathlib import Path

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.language.system import reason
from solver.files.disk import write_whole


def write_file(path: Path, content: bytes) -> Path:
    """Put `content` at `path`, making its folder where there is none; gives `path`. Raises Invalid."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise Invalid(say("文件 {path} 写不了：{reason}", path=path, reason=reason(error))) from error
    return path


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Put every file, content by name, into `folder`, each whole; what else is there stays. Raises Invalid."""
    return tuple(write_file(folder / name, content) for name, content in files.items())


def file_name(text: str) -> str:
    """`text` as a file may be called everywhere: no slashes, marks or dots at its ends, at most 80 characters."""
    return re.sub(r"[\x00-\x1f/\\:*?\"<>|]+", "-", text).strip(" .-")[:80] or "-"
