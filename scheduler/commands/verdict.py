"""An edit by hand, said on a terminal: what it would change, what it breaks and costs, what it made."""

from collections.abc import Mapping

from rich.console import Console

from scheduler.commands.names import Names
from scheduler.language import say
from scheduler.services import history
from scheduler.services.edits import Edit, parts
from scheduler.services.history import Entry
from scheduler.services.judging import Verdict
from scheduler.services.wording import RULES, with_aside
from scheduler.store.changes import Action


def show_asked(console: Console, names: Names, edit: Edit) -> None:
    """What the edit would change, each duty in words."""
    gone, come = parts(edit)
    for action, duties in ((Action.REMOVE, gone), (Action.ADD, come)):
        for duty in sorted(duties):
            console.print(
                say(history.ACTIONS[action], duty=" {person} {shift}".format(**names.said(duty))), markup=False
            )


def show_made(console: Console, done: str, made: Entry) -> None:
    """That it is done, and what became of whom."""
    console.print(done, style="green")
    for line in made.what:
        console.print(f"  {line}", markup=False)


def show_supposed(console: Console, duty: Mapping[str, str], told: Verdict) -> None:
    """What would be if the {person} came to the {shift}."""
    console.print(say("如果让 {person} 上 {shift}：", **duty), markup=False)
    show_verdict(console, told)


def show_verdict(console: Console, told: Verdict) -> None:
    """Every hard rule newly broken, and how the cost changes, rule by rule."""
    for breach in told.breaches:
        console.print(f"{say('违反硬性规则：')}{breach}", style="red", markup=False)
    if not told.breaches:
        console.print(say("不违反硬性规则"))
    parts = [f"{say(RULES[rule])} {change:+,}" for rule, change in told.changes.items()]
    console.print(with_aside(say("代价变化 {change:+,}", change=told.change), say("、").join(parts)))
