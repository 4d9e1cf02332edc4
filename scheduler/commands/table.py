"""The table of commands: which there are, each loaded only when asked for, so that `redvest` starts at once."""

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points

import click

OURS: Mapping[str, str] = {
    "absence": "absence:absence",
    "adjust": "adjust:adjust",
    "backup": "backup:backup",
    "burden": "burden:burden",
    "calendar": "calendar:calendar",
    "clock": "clock:clock",
    "compare": "compare:compare_",
    "contact": "contact:contact",
    "doctor": "doctor:doctor",
    "explain": "explain:explain",
    "export": "export:export",
    "forecast": "forecast:forecast",
    "generate": "generate:generate",
    "import": "imports:import_",
    "lend": "lend:lend",
    "link": "link:link",
    "migrate": "migrate:migrate",
    "publish": "publish:publish",
    "ready": "ready:ready",
    "remind": "remind:remind",
    "reminders": "reminders:reminders_",
    "repair": "repair:repair",
    "restore": "backup:restore",
    "rosters": "rosters:rosters_",
    "show": "show:show",
    "stewardship": "stewardship:stewardship",
    "template": "template:template",
    "token": "token:token",
    "user": "user:user",
    "volunteer": "volunteer:volunteer",
    "what-if": "what_if:what_if",
    "why": "why:why",
    "wish": "wish:wish",
    "withdraw": "withdraw:withdraw",
    "work": "work:work",
}
"""By name the module beside this one and the command in it."""


class Commands(click.Group):
    """Our commands, and those that the layers above the service (made-up towns, the web) bring along."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *OURS, *_brought()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in OURS:
            return _ours(cmd_name)
        if cmd_name in _brought():
            command: click.Command = entry_points(group="redvest.commands")[cmd_name].load()
            return command
        return super().get_command(ctx, cmd_name)


def _ours(name: str) -> click.Command:
    module, _, attribute = OURS[name].partition(":")
    command: click.Command = getattr(import_module(f"scheduler.commands.{module}"), attribute)
    return command


def _brought() -> frozenset[str]:
    return frozenset(entry_points(group="redvest.commands").names)
