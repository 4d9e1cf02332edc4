"""Tables on a terminal: a line under the titles and no other; what is too long goes on below."""

from rich import box
from rich.table import Table


def listing(*titles: str, over: str | None = None) -> Table:
    """A table with these titles, and words `over` it; whole words and numbers are kept where they fit."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, title=over)
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
