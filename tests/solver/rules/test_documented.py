"""docs/rules.md says of every rule what the rule's own file says."""

import sys
from pathlib import Path

import pytest

from solver.problem import Policy
from solver.rules import RULES
from solver.rules.rule import Rule

PAGE = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_told_in_its_own_words(rule: Rule) -> None:
    promise = (sys.modules[type(rule).__module__].__doc__ or "").splitlines()[0]

    assert rule.name in PAGE
    assert promise in PAGE


def test_the_weights_are_those_of_the_policy() -> None:
    policy = Policy()
    for name in ("vacancy", "role", "fairness", "support", "travel", "wish", "continuity"):
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| {name} "))
        assert f"| {getattr(policy, name)} |" in row
    row = next(line for line in PAGE.splitlines() if line.startswith("| dropped, added "))
    assert f"| {policy.dropped}, {policy.added} |" in row
