"""`redvest ready`: the solver's kernels compiled where the program is installed, with how far that is."""

import click
from rich.console import Console

from scheduler.commands.bars import Tick, bars
from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say
from solver.ready import make_ready


@click.command(help=say("编译求解内核，一两分钟；安装或升级之后做一次，做过的立刻结束"))
@pass_desk
def ready(desk: Desk) -> None:
    with bars(desk.console) as stage:
        bar = stage(say("编译求解内核"))
        make_ready(bar if desk.console.is_terminal else _lines(desk.console))
    desk.console.print(say("求解内核已就绪"))


def _lines(console: Console) -> Tick:
    """Where no bar can move, a line for each kernel."""
    told: set[int] = set()

    def tell(done: int, total: int) -> None:
        if done not in told and done < total:
            told.add(done)
            console.print(say("编译求解内核 {done}/{total}", done=done, total=total))

    return tell
