"""What `make` does before anybody waits: after it no kernel is compiled any more."""

import subprocess
import sys
from pathlib import Path

from solver.ready import forget_others

COUNTED = """
from solver.allotment import relieve as allotting
from solver.engine import anneal, fill, market, schedules, transpose, wander
from solver.ready import KERNELS, kernels_ready, make_ready
make_ready(lambda *far: print(*far))
kernels = [anneal.anneal, fill.fill, fill.hand_back, fill.reconsider, schedules.cheapest_months, wander.wander,
           wander.offer_all, transpose._deal, allotting.relieve]
print("missed", sum(sum(kernel.stats.cache_misses.values()) for kernel in kernels))
print("kernels", kernels_ready() - KERNELS)
"""


def test_whoever_comes_after_compiles_nothing() -> None:
    subprocess.run([sys.executable, "-m", "solver.ready"], check=True, timeout=280)

    after = subprocess.run([sys.executable, "-c", COUNTED], check=True, timeout=280, capture_output=True, text=True)

    assert after.stdout.splitlines() == ["11 11", "missed 0", "kernels 0"]


def test_kernels_of_another_source_are_thrown_away_once(tmp_path: Path) -> None:
    old, new = tmp_path / "engine" / "old.nbi", tmp_path / "engine" / "new.nbc"
    old.parent.mkdir()
    old.touch()

    forget_others(tmp_path)
    new.touch()
    forget_others(tmp_path)

    assert not old.exists()
    assert new.exists()
