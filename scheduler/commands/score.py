"""How good a roster is, said on a terminal: seats filled, score per rule, bound and gap."""

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.language import say
from scheduler.services.views import RosterView, Score
from scheduler.services.wording import RULES


def show_score(console: Console, view: RosterView) -> None:
    """Seats filled, the cost of every rule, the bound and the gap."""
    console.print(say("席位 {filled}/{seats} 已排", filled=view.filled, seats=view.seats))
    if view.score is None:
        return
    console.print(_costs(view.score))
    console.print(numbers(view.score.cost, view.score.bound))


def numbers(cost: int, bound: int | None) -> str:
    """代价 18,234  下界 18,011  差距 1.22%."""
    if bound is None:
        return say("代价 {cost:,}  下界未知", cost=cost)
    gap = (cost - bound) / max(1, abs(cost))
    return say("代价 {cost:,}  下界 {bound:,}  差距 {gap:.2%}", cost=cost, bound=bound, gap=gap)


def _costs(score: Score) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(say("规则"))
    table.add_column(say("代价"), justify="right")
    for rule, cost in score.costs.items():
        if cost:
            table.add_row(say(RULES[rule]), f"{cost:,}")
    table.add_row(say("合计"), f"{score.cost:,}", style="bold")
    return table
