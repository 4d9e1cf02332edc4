"""`redvest serve` and `redvest up`."""

import os

import click

from api.serving.port import address, local_address, next_free, require_free
from api.serving.server import serve as serve_
from api.serving.up import run
from scheduler import logs
from scheduler.commands.desk import Desk, pass_desk
from scheduler.commands.table import Commands
from scheduler.language import say
from scheduler.services import users
from scheduler.settings import Settings, apart
from scheduler.store.database import reading
from scheduler.store.migrate import upgrade

# The town that `redvest demo` makes unless another is named.
_FIRST = "zone"
_PORT = "REDVEST_PORT"


@click.command(help=say("提供网页和接口服务，直到 SIGTERM 或 Ctrl-C"))
@pass_desk
def serve(desk: Desk) -> None:
    serve_(desk.settings)


def _known(context: click.Context, option: click.Parameter, town: str | None) -> str | None:
    """The town, as `redvest demo` knows it: others it refuses, naming those that there are."""
    demo = Commands("redvest").get_command(context, "demo") if town else None
    if demo is None:
        return town
    known: str = next(one.type for one in demo.params if one.name == "town").convert(town, option, context)
    return known


@click.command(help=say("一台机器所需的全部：升级数据库，提供网页和接口服务，运行时钟，直到 SIGTERM 或 Ctrl-C"))
@click.option(
    "--demo",
    is_flag=False,
    flag_value=_FIRST,
    metavar=say("[市镇]"),
    callback=_known,
    help=say("用虚构的市镇演示：不写是开发区，city 是全市，street 是一个街道；端口被占用时用下一个空闲的"),
)
@pass_desk
def up(desk: Desk, demo: str | None) -> int:
    if demo is not None:
        return _up_with_demo(desk, demo)
    require_free(desk.settings.web.host, desk.settings.web.port)
    upgrade(desk.settings)
    with reading(desk.sessions) as session:
        first = users.none_yet(session)
    return _up(desk, desk.settings, _first_steps() if first else ())


def _up_with_demo(desk: Desk, town: str) -> int:
    """The town that `redvest demo` leaves, made only where there is none yet."""
    folder = "demo" if town == _FIRST else f"demo-{town}"
    env = apart(os.environ, f"{folder}/home")
    env.setdefault("REDVEST_LOG_LEVEL", "warning")
    env.setdefault("REDVEST_WEB_PROCESSES", "1")
    web = Settings.from_env(env).web
    os.environ.update(env | {_PORT: str(next_free(web.host, web.port))})
    words = ["demo", "--keep", "--town", town, "--out", folder]
    code: int = Commands("redvest").main(words, "redvest", standalone_mode=False, obj=desk)
    settings = Settings.from_env()
    upgrade(settings)
    return code or _up(desk, settings, ())


def _up(desk: Desk, settings: Settings, steps: tuple[str, ...]) -> int:
    """Until a signal; exit code 1 when something would not run."""
    web = settings.web
    logs.configure(settings.log_level)
    desk.close()

    def ready() -> None:
        desk.console.print(say("Ctrl-C 结束；可以打开 {address}", address=address(web)), style="bold", markup=False)
        for step in steps:
            desk.console.print(step, markup=False)

    def waiting(seconds: int) -> None:
        desk.console.print(say("网页还没有应答，已等了 {seconds} 秒……", seconds=seconds))

    desk.console.print(say("正在启动网页和时钟，网页应答后给出地址……"))
    went_well = run(local_address(web), env=os.environ, ready=ready, waiting=waiting)
    desk.console.print(say("已停止") if went_well else say("反复出错，已停止；原因见上面的记录"))
    return 0 if went_well else 1


def _first_steps() -> tuple[str, ...]:
    return (
        say("还没有账号。在另一个终端里添加第一个："),
        "  redvest user add zhang --name 张三 --role admin",
        "  redvest --as zhang user password zhang",
    )
