"""Help as it stands on the terminal: columns that meet in Chinese too, lines broken where they may be."""

import re
from collections.abc import Iterable

import click
from rich.cells import cell_len

_CHINESE = "\u2e80-\uffff"
_OPENING, _CLOSING = "（《“「", "，。；：、？！）》”」"
_UNBROKEN = re.compile(rf"[{_OPENING}]*(?:[^\s{_CHINESE}]+|[{_CHINESE}])[{_CLOSING}]*\s*")
"""What stays on one line: a word, or a Chinese character, with the signs that belong to it."""


class HelpPage(click.HelpFormatter):
    """What click writes, by the width that characters take up."""

    def write_text(self, text: str) -> None:
        margin = " " * self.current_indent
        self.write("".join(f"{margin}{line}\n" for line in wrapped(_begun(text), self.width - self.current_indent)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        column = min(max(cell_len(term) for term, _ in rows), col_max) + col_spacing
        margin, beside = " " * self.current_indent, " " * (self.current_indent + column)
        for term, text in rows:
            lines = wrapped(_begun(text), max(self.width - len(beside), 10))
            room = column - cell_len(term)
            if room < col_spacing and text:
                self.write(f"{margin}{term}\n{beside}{lines[0]}\n")
            else:
                self.write(f"{margin}{term}{' ' * room}{lines[0]}".rstrip() + "\n")
            self.write("".join(f"{beside}{line}\n" for line in lines[1:]))


def wrapped(text: str, width: int) -> list[str]:
    """Lines of `text` at most `width` columns wide, at least one."""
    lines = [""]
    for piece in _UNBROKEN.findall(" ".join(text.split())):
        if lines[-1] and cell_len(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _begun(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]
