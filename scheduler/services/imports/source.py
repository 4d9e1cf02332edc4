"""Which file an import came from, so that the audit can tell it from every other."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.language.system import reason


@dataclass(frozen=True, slots=True)
class Source:
    """The name of a file or folder and the SHA-256 of what it held, 64 hex digits."""

    name: str
    sha256: str


def fingerprint(path: Path) -> Source:
    """Of a file its bytes; of a folder the names and bytes of its .csv files, by name. Raises Invalid."""
    digest = hashlib.sha256()
    try:
        for part in _parts(path):
            digest.update(part)
    except OSError as error:
        raise Invalid(say("文件 {path} 打不开：{reason}", path=path, reason=reason(error))) from error
    return Source(path.resolve().name, digest.hexdigest())


def _parts(path: Path) -> Iterator[bytes]:
    if not path.is_dir():
        yield path.read_bytes()
        return
    for file in sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv"):
        yield f"{file.name}\0{file.stat().st_size}\0".encode()
        yield file.read_bytes()
