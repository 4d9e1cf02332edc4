"""What the engine reaches is run, read, told and drawn; how much it reaches is not tested here."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import engine, pages
from benchmarks.curves import drawn
from benchmarks.peers import missing, peers
from benchmarks.running import ENGINE, Run, run
from benchmarks.trials import TRIALS, Trial, chosen
from solver.files import AnswerFile
from solver.files.answer import COSTS, Changes

STREET = Trial("street", 20, 0.01, 0.4)


def answer(cost: int, bound: int | None) -> AnswerFile:
    trace = ((0.5, 2 * cost, None), (1.0, cost, bound)) if bound else ((0.5, cost, None),)
    gap = None if bound is None else round((cost - bound) / cost, 5)
    return AnswerFile(
        "", "feasible", cost, bound, gap, dict.fromkeys(COSTS, 0), (), (), (), Changes((), (), ()), 1.0, 1, 1, trace
    )


def test_a_whole_command_is_timed_and_judged(tmp_path: Path) -> None:
    found = run(ENGINE, Trial("street", 1), 2, tmp_path)

    assert found.answer is not None
    assert found.answer.seed == 2
    assert found.seconds > found.answer.seconds > 0
    assert found.memory > 50


def test_a_plain_model_gives_a_roster_that_is_judged_too(tmp_path: Path) -> None:
    found = run(("benchmarks.plain",), Trial("street", 1), 1, tmp_path)

    assert found.answer is not None
    assert found.answer.bound is None


def test_what_comes_to_nothing_says_so(tmp_path: Path) -> None:
    found = run(("benchmarks.nothing",), Trial("street", 1), 1, tmp_path)

    assert found.answer is None
    assert "No module named benchmarks.nothing" in found.why


def test_who_is_not_there_is_not_asked_but_told_of() -> None:
    assert ("Timefold" in peers()) is not bool(missing())
    assert "plain CP-SAT" in peers()


def test_the_median_seed_counts_and_the_worst_is_told() -> None:
    costs = ((1000, 990), (1000, 900), (1000, 980))
    runs = tuple(Run(STREET, n, 20.0 + n, 300 + n, answer(*cost)) for n, cost in enumerate(costs, 1))

    line = engine.cells(engine.Tried(STREET, runs))

    assert line == "street  20 s, 3 seeds  2.00%  10.00%  1.00%  22.0  0.30  0.4  0  1,000  980"


def test_others_are_told_as_so_many_times_ours() -> None:
    ours, theirs = Run(STREET, 1, 20.0, 300, answer(1000, 990)), Run(STREET, 1, 21.0, 900, answer(2500, None))

    lines = engine.told([engine.Tried(STREET, (ours,), (("plain CP-SAT", theirs),))])

    assert "| street, seed 1 | 20 | plain CP-SAT | 2,500 | 2.50 | 0 | 0.90 | 21.0 |" in lines


def test_a_curve_begins_where_something_is_proven() -> None:
    assert engine.curve(Run(STREET, 1, 20.0, 300, answer(1000, 990))) == [(1.0, 0.01)]


def test_curves_are_drawn_as_one_picture() -> None:
    picture = ElementTree.fromstring(drawn({"street": [(0.5, 0.2), (3.0, 0.01)], "city": [(4.0, 0.5)]}))  # noqa: S314 (ours)

    assert [element.tag.rpartition("}")[2] for element in picture].count("polyline") == 2
    names = [element.text for element in picture if element.text in ("street", "city")]
    assert names == ["street", "city"]


def test_a_part_of_a_page_is_replaced_and_the_rest_stays() -> None:
    page = "before\n<!-- engine: measured -->\n\nold\n\n<!-- engine: end -->\nafter\n"

    again = pages.replaced(pages.replaced(page, "engine", ["| new |"]), "engine", ["| newer |"])

    assert again == "before\n<!-- engine: measured -->\n\n| newer |\n\n<!-- engine: end -->\nafter\n"


def test_a_page_without_the_part_is_refused() -> None:
    with pytest.raises(ValueError, match="no part engine"):
        pages.replaced("nothing", "engine", [])


def test_the_page_has_the_parts_that_are_written() -> None:
    page = (Path(__file__).parents[2] / "docs" / "benchmarks.md").read_text(encoding="utf-8")

    for part in (engine.PART, "others"):
        assert pages.replaced(page, part, ["new"])


def test_long_trials_are_only_for_who_asks_for_them() -> None:
    quick = list(chosen((), full=False))

    assert sum(trial.seconds * len(trial.seeds) for trial in quick) < 20 * 60
    assert [trial.kind for trial in chosen(("weekend-large",), full=False)] == ["weekend-large"]
    assert list(chosen((), full=True)) == list(TRIALS)
