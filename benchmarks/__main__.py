"""`make bench`: what is reached in a minute on this machine. About six minutes; --full takes an hour more.

`make bench ARGS=serving` asks a served city alone, in a minute; `ARGS=reminding` sends a day's reminders. `ARGS="town
city --out city.json.gz"` writes one of the towns that are solved here, for `python -m solver`.
"""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from benchmarks import towns
from benchmarks.cancelling import cancelled
from benchmarks.importing import imported
from benchmarks.measure import Measured, alone, machine
from benchmarks.reminding import reminded
from benchmarks.serving import served
from benchmarks.solving import solved
from benchmarks.towns import KINDS
from solver.files import write_problem, write_whole

_PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_SEEDS = (1, 2, 3)
_LONG = 900.0
_ASKING = 5.0
_REMINDED = 30_000
_MOMENTS = (1.0, 8.0, 30.0)
_TITLES = ("what", "cost", "bound", "gap", "empty seats", "seconds", "peak MB", "of")


@click.group(invoke_without_command=True)
@click.option("--seconds", default=60.0, show_default=True, help="for each solve")
@click.option("--people", default=5000, show_default=True, help="in the file that is imported")
@click.option("--full", is_flag=True, help="each street for 15 minutes too, and how much dearer the quick roster is")
@click.option("--write", is_flag=True, help=f"write docs/{_PAGE.name}")
@click.pass_context
def bench(asked: click.Context, seconds: float, people: int, *, full: bool, write: bool) -> None:
    if asked.invoked_subcommand:
        return
    done = _told(_measurements(seconds, people, full=full))
    if write:
        _PAGE.parent.mkdir(exist_ok=True)
        _PAGE.write_text(page(done))


@bench.command()
def serving() -> None:
    _told(served(_ASKING))


@bench.command()
def reminding() -> None:
    _told(iter([alone(reminded, _REMINDED)]))


@bench.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="packed where it ends in .gz"
)
def town(kind: str, seed: int, out: Path) -> None:
    """Write the problem of a made-up town."""
    write_whole(out, write_problem(towns.town(KINDS[kind], seed)))


def _told(measuring: Iterator[Measured]) -> list[Measured]:
    """All of them, each told as it comes in, and in the end as a table."""
    console, meanwhile = Console(highlight=False), Console(stderr=True, highlight=False)
    done = []
    for found in measuring:
        meanwhile.print("  ".join(_cells(found)), markup=False)
        done.append(found)
    for line in machine():
        console.print(line, markup=False)
    console.print(_table(done))
    return done


def _measurements(seconds: float, people: int, *, full: bool) -> Iterator[Measured]:
    for seed in _SEEDS:
        quick = alone(solved, "street", seed, seconds)
        yield quick
        if full:
            slow = alone(solved, "street", seed, _LONG)
            yield slow
            yield Measured(f"street, seed {seed}", 0, note=f"{_dearer(quick, slow):.1%} dearer than in {_LONG:g} s")
    yield alone(solved, "city/8", 1, seconds)
    yield alone(solved, "city", 1, seconds)
    yield alone(imported, people)
    yield from served(_ASKING)
    yield alone(reminded, _REMINDED)
    yield alone(cancelled, *_MOMENTS)


def _dearer(quick: Measured, slow: Measured) -> float:
    return ((quick.cost or 0) - (slow.cost or 0)) / max(1, slow.cost or 0)


def _cells(found: Measured) -> tuple[str, ...]:
    return (
        found.what,
        *("" if number is None else f"{number:,}" for number in (found.cost, found.bound)),
        "" if found.gap is None else f"{found.gap:.2%}",
        "" if found.empty is None else f"{found.empty:,}",
        f"{found.seconds:.1f}" if found.seconds else "",
        f"{found.memory:,}" if found.memory else "",
        found.note,
    )


def _table(done: list[Measured]) -> Table:
    table = Table()
    for title in _TITLES:
        table.add_column(title, justify="left" if title in ("what", "of") else "right")
    for found in done:
        table.add_row(*_cells(found))
    return table


def page(done: list[Measured]) -> str:
    """What docs/benchmarks.md says of these."""
    rows = (_TITLES, ("---",) * len(_TITLES), *map(_cells, done))
    lines = ["# Benchmarks", "", "Measured by `make bench`; lower cost is better, the bound is proven.", ""]
    lines += [f"- {line}" for line in machine()]
    return "\n".join([*lines, "", *("| " + " | ".join(row) + " |" for row in rows), ""])


if __name__ == "__main__":
    bench()
