"""What the pages promise is there: every command and setting is told, every link leads somewhere."""

import re
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import click
import pytest

from scheduler.commands.line import redvest

ROOT = Path(__file__).parents[2]
CONTEXT = click.Context(redvest)
PAGES = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("name", redvest.list_commands(CONTEXT))
def test_every_command_is_told(name: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    rows = re.findall(rf"^\| `{name}\b.*", page, re.MULTILINE)

    command = redvest.get_command(CONTEXT, name)

    parts = command.commands if isinstance(command, click.Group) else ()
    assert rows
    assert [part for part in parts if not re.search(rf"\b{part}\b", "\n".join(rows))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_speaks_of_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    for line in re.findall(r"^    redvest (.*)|`redvest ([^`]*)`", text, re.MULTILINE):
        words = "".join(line).partition("  #")[0].split()
        assert _unknown(words) == [], words


def _unknown(words: list[str]) -> list[str]:
    """The commands and options of the line that there are none of; what follows an option is its value, and capitals
    stand for something else."""
    command: click.Command = redvest
    options, strange = _options(redvest), []
    for before, word in pairwise(["", *words]):
        if word.startswith("--"):
            strange += [word] if word not in options else []
        elif inner := _inner(command, word):
            command, options = inner, options | _options(inner)
        elif word.isupper():
            continue
        elif isinstance(command, click.Group) and not before.startswith("--") and not _takes_arguments(command):
            strange.append(word)
    return strange


def _inner(command: click.Command, word: str) -> click.Command | None:
    with suppress(click.UsageError):
        return command.resolve_command(CONTEXT, [word])[1] if isinstance(command, click.Group) else None
    return None


def _options(command: click.Command) -> set[str]:
    return {name for taken in command.params for name in taken.opts} | {"--help"}


def _takes_arguments(command: click.Command) -> bool:
    return any(isinstance(taken, click.Argument) for taken in command.params)


def test_every_setting_is_told_and_no_other() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    sources = [*(ROOT / "scheduler" / "settings").glob("*.py"), ROOT / "scheduler" / "language" / "__init__.py"]
    read = {name for file in sources for name in re.findall(r'"(REDVEST_\w+)"', file.read_text(encoding="utf-8"))}

    assert set(re.findall(r"^\| `(REDVEST_\w+)`", page, re.MULTILINE)) == read


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
