"""What a roster misses, said on a terminal: where, why, and what would help."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from scheduler.language import say
from scheduler.services.explaining import Gap
from scheduler.services.wording import with_aside


def show_gaps(console: Console, gaps: Sequence[Gap]) -> None:
    """What is missing, where, why, and what would help: those that are explained; the others are counted."""
    if not gaps:
        console.print(say("没有空岗"), style="green")
        return
    console.print(say("空岗 {count} 个班次：", count=len(gaps)), style="yellow")
    told = [gap for gap in gaps if gap.explained]
    for gap in told:
        show_gap(console, gap)
    if len(gaps) > len(told):
        console.print(say("……另有 {count} 个，redvest explain 可看全部", count=len(gaps) - len(told)))


def show_gap(console: Console, gap: Gap) -> None:
    """One of them: a line, its reasons, its suggestions."""
    console.print(f"  [bold]{escape(gap.title)}[/bold]  {_missing(gap)}  [dim]{escape(gap.shift)}[/dim]")
    if gap.reasons:
        console.print(f"    {say('原因：')}{gap.table}", markup=False)
    elif gap.explained and not gap.missing and gap.roles:
        console.print(f"    {say('原因：没有其他人具备这个角色')}", markup=False)
    for suggestion in gap.suggestions:
        saves = say("代价降 {saves:,}", saves=suggestion.saves)
        console.print(f"    {say('可考虑：')}{with_aside(suggestion.text, saves)}", markup=False)


def _missing(gap: Gap) -> str:
    parts = [say("缺 {count} 人", count=gap.missing)] if gap.missing else []
    parts += [say("缺{role} {count} 名", role=role, count=count) for role, count in gap.roles.items()]
    return say("，").join(parts) or say("人已满")
