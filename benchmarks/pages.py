"""Parts of a page that a program writes: each stands between two marks, and what people wrote around them stays."""

from collections.abc import Sequence
from pathlib import Path


def replaced(page: str, part: str, lines: Sequence[str]) -> str:
    """The page with these lines in place of what its part held. Raises ValueError where the page has no such part."""
    begin, end = f"<!-- {part}: measured -->", f"<!-- {part}: end -->"
    before, opened, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise ValueError(f"the page has no part {part}")
    return "\n".join([before + begin, "", *lines, "", end + after])


def write(page: Path, part: str, lines: Sequence[str]) -> None:
    page.write_text(replaced(page.read_text(encoding="utf-8"), part, lines), encoding="utf-8")


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table in Markdown."""
    return ["| " + " | ".join(row) + " |" for row in (titles, ("---",) * len(titles), *rows)]
