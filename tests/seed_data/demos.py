"""`redvest demo` as it is typed, without a process of its own."""

import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from math import inf
from pathlib import Path

import pytest

from scheduler.__main__ import main
from scheduler.commands import generate
from scheduler.language import choose


def typed(folder: Path, *words: str) -> tuple[int, str]:
    """Runs `redvest demo` with these words in a folder, where a real town's database is set; gives the exit code and
    what was said."""
    said = StringIO()
    choose(None)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(said):
        patch.chdir(folder)
        patch.setenv("REDVEST_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/real")
        patch.setenv("REDVEST_LANGUAGE", "zh")
        patch.setenv("REDVEST_WORKERS", "1")
        patch.setenv("COLUMNS", "120")
        patch.setattr(generate, "_EXPLAIN_SECONDS", inf)  # however busy this machine is
        patch.setattr(sys, "argv", ["redvest", "demo", *words])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0), said.getvalue()
