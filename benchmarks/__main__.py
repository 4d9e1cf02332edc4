"""`make bench`: what is reached on this machine, in some half an hour; `make bench-full` takes two hours.

`make bench ARGS=serving` asks a served city alone, in a minute, and `make bench-pages` for every page of it;
`ARGS=reminding` sends a day's reminders; `ARGS=repair` mends a city's roster; `ARGS=cluster` solves one with help;
`ARGS="engine --kind city"` solves some
towns alone. `ARGS="town city --out city.json.gz"` writes one of these towns, for `python -m solver`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from benchmarks import browsing, engine, growing, helping, pages, towns
from benchmarks.allotting import allotted
from benchmarks.importing import imported
from benchmarks.measure import Measured, alone, machine
from benchmarks.mending import commanded, mended, mended_unit
from benchmarks.reminding import reminded
from benchmarks.serving import served
from benchmarks.towns import KINDS
from benchmarks.trials import TRIALS, Trial, chosen
from solver.files import write_problem, write_whole

_PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_GROWING = _PAGE.with_name("growing.md")
_ASKING = 5.0
_REMINDED = 30_000
_ALLOTTING = 2
_HELPED = Trial("city", 60.0)
_TITLES = ("what", "seconds", "peak MB", "of")

_write = click.option("--write", is_flag=True, help=f"put what was measured into docs/{_PAGE.name}")


@click.group(invoke_without_command=True)
@click.option("--people", default=5000, show_default=True, help="in the file that is imported")
@click.option("--full", is_flag=True, help="the largest towns too, and more beside others")
@_write
@click.pass_context
def bench(asked: click.Context, people: int, *, full: bool, write: bool) -> None:
    if not asked.invoked_subcommand:
        _solve(chosen((), full=full), write=write)
        _help(write=write)
        _measure(_mended(), write=write, part="repair")
        _measure(served(_ASKING), write=write, part="serving")
        _measure(_others(people), write=write)


@bench.command("engine")
@click.option("--kind", "kinds", multiple=True, type=click.Choice([*dict.fromkeys(trial.kind for trial in TRIALS)]))
@click.option("--full", is_flag=True, help="the largest towns too, and more beside others")
@_write
def solving(kinds: tuple[str, ...], *, full: bool, write: bool) -> None:
    """How near to the best the engine gets made-up towns."""
    _solve(chosen(kinds, full=full), write=write)


@bench.command()
@_write
def serving(*, write: bool) -> None:
    """How quickly a city is served."""
    _measure(served(_ASKING), write=write, part="serving")


@bench.command("pages")
@click.option("--seconds", default=60.0, show_default=True, help="for which the roster is solved; 0: dealt out in turn")
@click.option("--times", default=20, show_default=True, help="that each page is asked for, after the first")
@_write
def by_page(seconds: float, times: int, *, write: bool) -> None:
    """How long each page of a city takes the server, and how many queries it asks."""
    meanwhile, done = Console(stderr=True, highlight=False, soft_wrap=True), []
    for one in browsing.browsed(seconds, times):
        meanwhile.print("  ".join(one.cells), markup=False)
        done.append(one.cells)
    lines = [*_machine(), "", *pages.table(browsing.TITLES, done)]
    _told(lines, _PAGE, browsing.PART, write=write)


@bench.command()
def reminding() -> None:
    """How long a day's reminders take."""
    _measure(iter([alone(reminded, _REMINDED)]))


@bench.command()
@_write
def repair(*, write: bool) -> None:
    """How long mending a city's roster takes: in memory, and as a command."""
    _measure(_mended(), write=write, part="repair")


@bench.command()
@_write
def cluster(*, write: bool) -> None:
    """What help with a city brings, and what it costs when a worker is killed."""
    _help(write=write)


@bench.command("allotting")
@click.option("--workers", default=2, show_default=True)
@_write
def allotting(workers: int, *, write: bool) -> None:
    """How even a season's stewardship is planned, and how near to what is proven."""
    _measure(allotted(workers), write=write, part="allotting")


@bench.command("growing")
@click.option("--largest", type=click.Choice(growing.SIZES), default=growing.SIZES[-1], show_default=True)
@click.option("--solves/--no-solves", default=True, show_default=True, help="whole solves too, a minute for each city")
@_write
def grow(largest: str, *, solves: bool, write: bool) -> None:
    """What a solve takes, from an eighth of a city to eight cities, and with a cluster's help."""
    lines = _machine()
    for told in growing.grown(largest, solves=solves):
        lines += ["", *told]
    _told(lines, _GROWING, growing.PART, write=write)


@bench.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--seed", default=1, show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="packed if it ends in .gz")
def town(kind: str, seed: int, out: Path) -> None:
    """Write the problem of a made-up town."""
    write_whole(out, write_problem(towns.town(KINDS[kind], seed)))


def _mended() -> Iterator[Measured]:
    yield from (alone(job) for job in (mended, mended_unit, commanded))


def _help(*, write: bool) -> None:
    with TemporaryDirectory() as folder:
        lines = [*_machine(), "", *pages.table(helping.TITLES, [*helping.helped(_HELPED, Path(folder))])]
    _told(lines, _GROWING, helping.PART, write=write)


def _others(people: int) -> Iterator[Measured]:
    yield alone(imported, people)
    yield alone(reminded, _REMINDED)
    yield from allotted(_ALLOTTING)


def _solve(trials: Iterable[Trial], *, write: bool) -> None:
    """Each told as it is done, and in the end all together."""
    meanwhile, done = Console(stderr=True, highlight=False, soft_wrap=True), []
    for one in engine.tried(trials):
        meanwhile.print(engine.cells(one), markup=False)
        done.append(one)
    _told([*_machine(), "", *engine.told(done)], _PAGE, engine.PART, write=write)
    if write:
        (_PAGE.parent / engine.PICTURE).write_text(engine.picture(done), encoding="utf-8")


def _measure(measuring: Iterator[Measured], *, write: bool = False, part: str = "others") -> None:
    meanwhile, done = Console(stderr=True, highlight=False), []
    for found in measuring:
        meanwhile.print("  ".join(_cells(found)), markup=False)
        done.append(found)
    Console(highlight=False).print(*_machine(), _table(done), sep="\n")
    if write:
        pages.write(_PAGE, part, [*_machine(), "", *pages.table(_TITLES, [_cells(found) for found in done])])


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds >= 1 else f"{seconds:.3f}"


def _told(lines: list[str], page: Path, part: str, *, write: bool) -> None:
    Console(highlight=False, soft_wrap=True).print("\n".join(lines), markup=False)
    if write:
        pages.write(page, part, lines)


def _machine() -> list[str]:
    return [f"- {line}" for line in machine()]


def _cells(found: Measured) -> tuple[str, ...]:
    seconds, memory = _seconds(found.seconds) if found.seconds else "", f"{found.memory:,}" if found.memory else ""
    return found.what, seconds, memory, found.note


def _table(done: list[Measured]) -> Table:
    table = Table()
    for title in _TITLES:
        table.add_column(title, justify="right" if title in _TITLES[1:3] else "left")
    for found in done:
        table.add_row(*_cells(found))
    return table


if __name__ == "__main__":
    bench()
