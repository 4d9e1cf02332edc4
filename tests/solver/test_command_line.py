"""The command line: what each command reads and writes, and the exit code that says how it went."""

import gzip
import json
from pathlib import Path

import pytest

from solver import commands
from solver.__main__ import main
from tests.solver.desk import FILE, Desk
from tests.solver.towns import file_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, FILE)


def test_a_town_is_solved_and_its_answer_judged_right(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    assert desk.solve() == 0
    assert desk.run("judge", desk.path("answer.json")) == 0

    assert (desk.read()["status"], desk.read()["cost"]) == ("optimal", 100)
    assert capfd.readouterr() == ("right\n", "")
    assert desk.names() == {"town.json", "answer.json"}


def test_a_wrong_answer_is_told_line_by_line(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    desk.solve()
    altered = desk.read() | {"cost": 101}
    (desk.folder / "altered.json").write_text(json.dumps(altered))

    assert desk.run("judge", desk.path("altered.json")) == 1

    told = capfd.readouterr()
    assert told.out == "wrong\n"
    assert "cost: says 101, is 100\n" in told.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["judge", "{town}", "{town}"], "format", id="a problem is no answer"),
        pytest.param(["judge", "{town}", "{folder}/none.json"], "cannot be read", id="no such answer"),
        pytest.param(["solve", "{folder}/none.json"], "cannot be read", id="no such town"),
        pytest.param(["solve", "{folder}"], "cannot be read", id="a folder"),
        pytest.param(["solve", "{town}", "--start", "{town}"], "format", id="nothing to start from"),
        pytest.param(["solve", "{town}", "--out", "{folder}/no/answer.json"], "cannot be written", id="no such folder"),
        pytest.param(["explain", "{town}", "{answer}", "--shift", "s9"], "--shift", id="no such shift"),
        pytest.param(
            ["repair", "{town}", "--answer", "{answer}", "--out", "{out}", "--away", "v9:0-60"], "--away", id="nobody"
        ),
        pytest.param(
            ["repair", "{town}", "--answer", "{answer}", "--out", "{out}", "--away", "v1:60-0"],
            "--away",
            id="backwards",
        ),
        pytest.param(
            ["repair", "{town}", "--answer", "{answer}", "--out", "{out}", "--bar", "s1:v9"], "--bar", id="bar nobody"
        ),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(
    desk: Desk, words: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.solve()
    places = {"folder": desk.folder, **{name: desk.path(f"{name}.json") for name in ("town", "answer", "out")}}

    code = main([*(word.format(**places) for word in words), *(["--quiet"] if words[0] == "solve" else [])])

    error = capfd.readouterr().err
    assert code == 2
    assert told in error
    assert "Traceback" not in error
    assert desk.names() == {"town.json", "answer.json"}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([], id="no command"),
        pytest.param(["guess", "town.json"], id="no such command"),
        pytest.param(["solve"], id="no town"),
        pytest.param(["solve", "town.json", "--seconds", "0"], id="no time"),
        pytest.param(["solve", "town.json", "--seconds", "nan"], id="no number of seconds"),
        pytest.param(["solve", "town.json", "--workers", "0"], id="nobody works"),
        pytest.param(["solve", "town.json", "--gap", "-1"], id="a gap below nothing"),
        pytest.param(["solve", "town.json", "--seed", "x"], id="no seed"),
        pytest.param(["judge", "town.json"], id="no answer"),
        pytest.param(["repair", "town.json", "--answer", "a.json"], id="nowhere to write"),
    ],
)
def test_words_that_are_no_command_end_with_the_usage(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2
    assert "usage" in capfd.readouterr().err


def test_our_own_fault_is_no_fault_of_the_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.solve()
    monkeypatch.setattr(commands, "wrongs", lambda *_: [][0])

    assert desk.run("judge", desk.path("answer.json")) == 3

    assert "our fault" in capfd.readouterr().err


def test_a_refused_town_leaves_the_old_answer(desk: Desk) -> None:
    (desk.folder / "answer.json").write_text("as it was")
    (desk.folder / "town.json").write_bytes(file_of({**FILE, "days": 0}))

    assert desk.solve() == 2

    assert (desk.folder / "answer.json").read_text() == "as it was"


def test_packed_files_are_read_and_written(desk: Desk) -> None:
    (desk.folder / "packed").write_bytes(gzip.compress(file_of(FILE)))

    assert desk.solve("answer.json.gz", town="packed") == 0
    assert desk.run("judge", desk.path("answer.json.gz")) == 0

    assert json.loads(gzip.decompress((desk.folder / "answer.json.gz").read_bytes()))["cost"] == 100


def test_an_earlier_answer_is_started_from(desk: Desk) -> None:
    (desk.folder / "old.json").write_text('{"format": "redvest-answer/1", "duties": [["s2", "v2"], ["s3", "v1"]]}')

    assert desk.solve("answer.json", "--start", desk.path("old.json")) == 0

    assert desk.read()["duties"] == [["s2", "v2"], ["s3", "v1"]]


def test_the_same_words_give_the_same_answer(desk: Desk) -> None:
    words = ("--seed", "5", "--rounds", "2")

    assert desk.solve("one.json", *words) == desk.solve("two.json", *words) == 0

    one, two = desk.read("one.json"), desk.read("two.json")
    assert [one[key] for key in ("duties", "cost", "bound")] == [two[key] for key in ("duties", "cost", "bound")]
    assert one["seed"] == 5
