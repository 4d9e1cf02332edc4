"""Our own faults, written down for whoever mends them; the user sees one sentence."""

import os
import traceback
from collections.abc import Sequence
from pathlib import Path

from scheduler import clock
from scheduler.settings import HOME


def write_down(command: Sequence[str]) -> Path:
    """Add the exception being handled to errors.log in the town's home, readable by its owner alone.

    Works without settings, since they may be what is wrong. Where the home cannot be written, the terminal has it.
    """
    file = Path(os.environ.get(HOME) or "var").absolute() / "errors.log"
    told = f"{clock.now().isoformat()} {' '.join(command)}\n{traceback.format_exc()}\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as out:
            out.write(told)
    except OSError:
        traceback.print_exc()
    return file
