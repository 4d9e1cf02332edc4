"""The command line: what stands before every command, and how a command ends."""

import sys
from typing import NoReturn

import click

from scheduler.commands.desk import Desk
from scheduler.commands.faults import write_down
from scheduler.commands.table import Commands
from scheduler.commands.usage import LateOption, speak_as_we_do
from scheduler.errors import Invalid, Refusal
from scheduler.language import choose, say

DONE, REFUSED, USAGE, FAULT = 0, 1, 2, 3


def _speak(_context: click.Context, _option: click.Parameter, language: str | None) -> None:
    """While the line is still read: a command is loaded, and its help written, before the group's own turn comes."""
    if language:
        choose(language)


speak_as_we_do()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--as", "login", cls=LateOption, metavar="LOGIN", help="以谁的身份操作（默认取 REDVEST_AS）")
@click.option(
    "--lang", cls=LateOption, type=click.Choice(["zh", "en"]), is_eager=True, expose_value=False, callback=_speak,
    help="显示语言（默认随系统）",
)  # fmt: skip
@click.version_option(package_name="redvest", message="redvest %(version)s", cls=LateOption, help="显示版本号")
@click.help_option("-h", "--help", cls=LateOption, help="显示这份说明")
@click.pass_context
def redvest(context: click.Context, login: str | None) -> None:
    context.obj = desk = Desk(login)
    context.call_on_close(desk.close)


def run() -> NoReturn:
    """Run the command that was typed; whatever goes wrong is said in a sentence, never as a traceback. Raises nothing
    but KeyboardInterrupt."""
    desk = Desk()
    try:
        sys.exit(redvest.main(prog_name="redvest", standalone_mode=False) or DONE)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except click.Abort as abort:
        raise KeyboardInterrupt from abort
    except Refusal as refusal:
        desk.errors.print(str(refusal), style="red", markup=False)
        for fault in refusal.faults if isinstance(refusal, Invalid) else ():
            told = say("{where}「{value}」：{advice}", where=fault.where, value=fault.value, advice=fault.advice)
            desk.errors.print(f"  {told}", markup=False)
        sys.exit(REFUSED)
    except Exception:
        desk.errors.print(say("程序出错了，这不是您的问题。详情记在 {file}", file=write_down(sys.argv)), style="red")
        sys.exit(FAULT)
