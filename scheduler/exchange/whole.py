"""Files appear whole or not at all: whoever looks meanwhile, or after a crash, finds the old one or the new one."""

import os
from pathlib import Path
from uuid import uuid4

from scheduler.errors import Invalid
from scheduler.language import say


def write_whole(path: Path, content: bytes) -> Path:
    """Put `content` at `path`, making its folder where there is none; gives `path`. Raises Invalid."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Invalid(say("文件 {path} 写不了：{reason}", path=path, reason=error.strerror)) from error
    return path
