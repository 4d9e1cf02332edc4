"""`redvest serve` and `redvest up`."""

import click

from api.serving.server import serve as serve_
from scheduler.commands.desk import Desk, pass_desk
from scheduler.language import say


@click.command(help=say("提供网页和接口服务，直到 SIGTERM 或 Ctrl-C"))
@pass_desk
def serve(desk: Desk) -> None:
    serve_(desk.settings)
