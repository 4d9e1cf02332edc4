"""Which file an import came from, so that the audit can tell it from every other."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """The name of a file or folder and the SHA-256 of what it held, 64 hex digits."""

    name: str
    sha256: str


def fingerprint(path: Path) -> Source:
    """Of a file its bytes; of a folder the names and bytes of its .csv files, by name. Raises OSError."""
    digest = hashlib.sha256()
    if path.is_dir():
        for file in sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv"):
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    else:
        digest.update(path.read_bytes())
    return Source(path.name, digest.hexdigest())
