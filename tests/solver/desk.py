"""A folder in which the command line is used, as by somebody at a desk."""

import json
from pathlib import Path
from typing import Any

from solver.__main__ import main
from tests.solver.reference import Town
from tests.solver.towns import file_of, on_day, people, town

# Three seats; v1 and v2 may serve once each.
FILE = town(
    people(2, caps={"total": 1}),
    [on_day("s1", 0), on_day("s2", 1), on_day("s3", 2)],
    policy={"vacancy": 100, "dropped": 30, "added": 10},
)


class Desk:
    """A folder with a town.json, where commands are run."""

    def __init__(self, folder: Path, file: Town) -> None:
        self.folder = folder
        (folder / "town.json").write_bytes(file_of(file))

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def run(self, command: str, *words: str, town: str = "town.json") -> int:
        return main([command, self.path(town), *words])

    def solve(self, out: str = "answer.json", *words: str, town: str = "town.json") -> int:
        return self.run("solve", "--out", self.path(out), "--workers", "1", "--quiet", *words, town=town)

    def read(self, name: str = "answer.json") -> dict[str, Any]:
        document: dict[str, Any] = json.loads((self.folder / name).read_bytes())
        return document

    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}
