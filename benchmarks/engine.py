"""How near to its proven bound the engine gets each kind of town, in how long, how much memory; and others beside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, median_low
from tempfile import TemporaryDirectory

from benchmarks import curves, pages
from benchmarks.peers import missing, peers
from benchmarks.running import ENGINE, Run, run
from benchmarks.trials import Trial

PART, PICTURE = "engine", "gap.svg"
_TITLES = ("town", "asked", "gap", "worst", "wanted", "seconds", "peak GB", "of", "empty seats", "cost", "bound")
_BESIDE = ("town", "seconds", "by", "cost", "times ours", "empty seats", "peak GB", "took")


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial's runs, one for each seed, and those of the others at the first seed, by their names."""

    trial: Trial
    runs: tuple[Run, ...]
    beside: tuple[tuple[str, Run], ...] = ()

    @property
    def typical(self) -> Run:
        """The run with the median gap, the lower of the middle two."""
        middle = median_low([_gap(one) for one in self.runs])
        return next(one for one in self.runs if _gap(one) == middle)


def tried(trials: Iterable[Trial]) -> Iterator[Tried]:
    """Each trial as it is done; the towns lie in a folder that is gone afterwards."""
    with TemporaryDirectory() as folder:
        run(ENGINE, Trial("street", 2), 1, Path(folder))  # whatever is compiled is compiled now
        for trial in trials:
            ours = tuple(run(ENGINE, trial, seed, Path(folder)) for seed in trial.seeds)
            asked = peers() if trial.beside else {}
            others = tuple((name, run(program, trial, trial.seeds[0], Path(folder))) for name, program in asked.items())
            yield Tried(trial, ours, others)


def told(done: Sequence[Tried]) -> list[str]:
    """The lines of the page: a table, the curves, and what others make of the same towns."""
    lines = [
        *pages.table(_TITLES, [_row(one) for one in done]), "",
        f"![Proven gap against time]({PICTURE})", "",
        "A line is the town's median seed, asked for the longest time above. Seconds are of the whole command, the",
        "file read and the answer written; a row's gap is the median of its seeds. The judge found all answers right.",
    ]  # fmt: skip
    if beside := [row for one in done for row in _beside(one)]:
        lines += ["", "The same towns, the same time, by others:", "", *pages.table(_BESIDE, beside)]
        lines += ["", sentence] if (sentence := missing()) else []
    return lines


def picture(done: Sequence[Tried]) -> str:
    """The curves of every kind's longest trial, as SVG."""
    longest: dict[str, Tried] = {}
    for one in sorted(done, key=lambda one: one.trial.seconds):
        longest[one.trial.kind] = one
    return curves.drawn({kind: curve(one.typical) for kind, one in longest.items()})


def curve(one: Run) -> curves.Curve:
    """(seconds, gap) of each step of a run that had a bound."""
    steps = one.answer.trace if one.answer else ()
    return [(at, (cost - bound) / max(1, abs(cost))) for at, cost, bound in steps if bound is not None]


def cells(one: Tried) -> str:
    """A trial in one line, for whoever waits."""
    return "  ".join(cell for cell in _row(one) if cell)


def _row(one: Tried) -> tuple[str, ...]:
    trial, typical = one.trial, one.typical
    answer = typical.answer
    gaps = [_gap(run) for run in one.runs]
    return (
        trial.kind,
        f"{trial.seconds:g} s, {len(one.runs)} seeds"
        if len(one.runs) > 1
        else f"{trial.seconds:g} s, seed {typical.seed}",
        _percent(median_low(gaps)),
        _percent(max(gaps)),
        "" if trial.gap is None else f"{trial.gap:.2%}",
        f"{median(run.seconds for run in one.runs):.1f}",
        f"{max(run.memory for run in one.runs) / 1000:.2f}",
        "" if trial.memory is None else f"{trial.memory:g}",
        "" if answer is None else f"{sum(vacancy.missing for vacancy in answer.vacancies):,}",
        typical.why if answer is None else f"{answer.cost:,}",
        "" if answer is None or answer.bound is None else f"{answer.bound:,}",
    )


def _beside(one: Tried) -> Iterator[tuple[str, ...]]:
    ours = one.runs[0].answer
    for name, other in one.beside:
        answer = other.answer
        yield (
            f"{one.trial.kind}, seed {other.seed}",
            f"{one.trial.seconds:g}",
            name,
            other.why if answer is None else f"{answer.cost:,}",
            "" if answer is None or ours is None else f"{answer.cost / max(1, ours.cost):.2f}",
            "" if answer is None else f"{sum(vacancy.missing for vacancy in answer.vacancies):,}",
            f"{other.memory / 1000:.2f}",
            f"{other.seconds:.1f}",
        )


def _gap(one: Run) -> float:
    """As its answer says; infinite where there is no answer, or no bound."""
    return float("inf") if one.answer is None or one.answer.gap is None else one.answer.gap


def _percent(gap: float) -> str:
    return "none" if gap == float("inf") else f"{gap:.2%}"
