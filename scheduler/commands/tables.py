"""Tables on a terminal: a line under the titles and no other; what is too long goes on below."""

from rich import box
from rich.table import Table


def listing(*titles: str) -> Table:
    """A table with these titles; whole words and numbers are kept where they fit."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
