"""What the pages promise is there: every command and setting is told, every link leads somewhere."""

import re
from pathlib import Path

import pytest

from scheduler.commands.table import OURS

ROOT = Path(__file__).parents[2]
PAGES = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("command", sorted(OURS))
def test_every_command_is_told(command: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    assert re.search(rf"^\| `{command}\b", page, re.MULTILINE)


def test_every_setting_is_told_and_no_other() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    sources = [*(ROOT / "scheduler" / "settings").glob("*.py"), ROOT / "scheduler" / "language" / "__init__.py"]
    read = {name for file in sources for name in re.findall(r'"(REDVEST_\w+)"', file.read_text(encoding="utf-8"))}

    assert set(re.findall(r"^\| `(REDVEST_\w+)`", page, re.MULTILINE)) == read


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
