"""The command line on answers: a vacancy explained, a roster repaired."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.solver.desk import FILE, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, FILE)


def test_a_vacancy_is_explained(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    (desk.folder / "old.json").write_text('{"format": "redvest-answer/1", "duties": [["s1", "v1"], ["s2", "v2"]]}')
    desk.solve("answer.json", "--start", desk.path("old.json"))

    assert desk.run("explain", desk.path("answer.json"), "--shift", "s3") == 0

    told = json.loads(capfd.readouterr().out)
    assert (told["shift"], told["missing"], told["why"]) == ("s3", 1, {"caps": 2})
    assert told["relax"][0] == {"path": "volunteers[0].caps.total", "from": 1, "to": 2, "saves": 100}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"away": [["v9", 0, 60]]}, id="nobody we know is away"),
        pytest.param({"barred": [["s9", "v1"]]}, id="a bar nowhere"),
        pytest.param({"published": [["s1", "v9"]]}, id="nobody we know was told"),
    ],
)
def test_an_answer_about_others_is_not_explained(desk: Desk, changes: dict[str, Any]) -> None:
    desk.solve()
    altered = desk.read()
    altered["changes"].update(changes)
    (desk.folder / "altered.json").write_text(json.dumps(altered))

    assert desk.run("explain", desk.path("altered.json"), "--shift", "s3") == 2
    assert desk.run("judge", desk.path("altered.json")) == 1


def test_a_repair_says_what_it_was_told_and_is_judged_by_that(desk: Desk) -> None:
    (desk.folder / "old.json").write_text('{"format": "redvest-answer/1", "duties": [["s1", "v1"], ["s2", "v2"]]}')
    told = ["--away", "v1:0-1440", "--bar", "s2:v1", "--out", desk.path("new.json"), "--quiet"]
    told += ["--problem-out", desk.path("changed.json")]

    assert desk.run("repair", "--answer", desk.path("old.json"), *told) == 0
    assert desk.run("judge", desk.path("new.json")) == 0

    # v2 would cost 30 for s2 dropped, 100 for its empty seat and 10 for s1 as new, to fill one seat of 100.
    new = desk.read("new.json")
    published = [["s1", "v1"], ["s2", "v2"]]
    assert new["changes"] == {"away": [["v1", 0, 1440]], "barred": [["s2", "v1"]], "published": published}
    assert new["duties"] == [["s2", "v2"]]
    assert desk.read("changed.json")["published"] == published
    assert desk.solve("again.json", town="changed.json") == 0
