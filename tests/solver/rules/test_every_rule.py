"""Every rule has its table at the edges: the law finds faces that differ, only a table finds a rule that is wrong."""

from pathlib import Path

import pytest

from solver.files.answer import COSTS
from solver.rules import HARD, RULES, SOFT
from solver.rules.rule import Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_its_file(rule: Rule) -> None:
    home = type(rule).__module__.rpartition(".")[2]

    assert Path(__file__).with_name(f"test_{home}.py").is_file()


def test_the_rules_have_the_names_of_the_format() -> None:
    hard = ["barred", "reach", "away", "headcount", "overlap", "rest", "caps", "office", "pinned"]

    assert [rule.name for rule in HARD] == hard
    assert {*(rule.name for rule in SOFT), "breaches"} == set(COSTS)
    assert len(RULES) == len({rule.name for rule in RULES}) == 18
