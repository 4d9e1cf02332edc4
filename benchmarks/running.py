"""Whole commands as somebody would type them, timed from the outside, and the answers they leave."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import TIMEOUT_MAX, Timer
from time import perf_counter

from benchmarks.measure import megabytes
from benchmarks.trials import Trial
from solver.files import AnswerFile, read_answer

ENGINE = ("solver", "solve", "--quiet")

# Seconds beyond three times what was asked, after which a program is not waited for any more.
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Run:
    """`seconds` of wall time and `memory`, the peak in megabytes, are of the whole command; `answer` is as it wrote it,
    and judged. None for `answer`: it came to nothing, `why` says how."""

    trial: Trial
    seed: int
    seconds: float
    memory: int
    answer: AnswerFile | None
    why: str = ""


def made(trial: Trial, seed: int, folder: Path) -> Path:
    """The file of the trial's town, made where it is not there yet."""
    file = folder / f"{trial.kind.replace('/', '_').replace('*', 'x')}-{seed}.json.gz"
    if not file.exists():
        _command("benchmarks", "town", trial.kind, "--seed", str(seed), "--out", str(file))
    return file


def run(program: tuple[str, ...], trial: Trial, seed: int, folder: Path) -> Run:
    """Ask a program (a module and its first words) for a roster. Raises RuntimeError where the judge finds it wrong."""
    town, out = made(trial, seed, folder), folder / "answer.json"
    out.unlink(missing_ok=True)
    effort = ("--seconds", f"{trial.seconds:g}", "--seed", str(seed))
    words = (*program, str(town), "--out", str(out), *effort)
    seconds, memory, failed = _command(*words, patience=_PATIENCE + 3 * trial.seconds)
    if failed:
        return Run(trial, seed, seconds, memory, None, failed)
    _command("solver", "judge", str(town), str(out))
    return Run(trial, seed, seconds, memory, read_answer(out))


def _command(*words: str, patience: float | None = None) -> tuple[float, int, str]:
    """Wall seconds, peak megabytes, and the last line of what was said where the command failed.

    A command that may fail is ended after `patience`; for any other that fails, RuntimeError is raised.
    """
    began = perf_counter()
    with TemporaryFile() as said:
        child = subprocess.Popen((sys.executable, "-m", *words), stdout=said, stderr=said)  # noqa: S603 (our own)
        end = Timer(patience or TIMEOUT_MAX, child.kill)
        end.daemon = True
        end.start()
        _, status, used = os.wait4(child.pid, 0)
        end.cancel()
        # The child was waited for behind its back.
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = perf_counter() - began
        said.seek(0)
        lines = said.read().decode(errors="replace").splitlines()
    failed = "" if child.returncode == 0 else (lines or [f"exit code {child.returncode}"])[-1]
    if failed and patience is None:
        raise RuntimeError("\n".join((" ".join(words), *lines)))
    return seconds, megabytes(used.ru_maxrss), failed
