"""What may be said on the command line."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path

from solver import commands

Command = Callable[[argparse.Namespace], bool]


def parse(words: list[str] | None) -> tuple[Command, argparse.Namespace]:
    """The command asked for and its arguments. Exits with 2 and the usage where they make no sense."""
    parser = argparse.ArgumentParser(prog="python -m solver", description="Rosters from files, without a database.")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    _solve(verbs.add_parser("solve", help="roster a problem"))
    _repair(verbs.add_parser("repair", help="mend a roster with the least change"))
    _judge(verbs.add_parser("judge", help="recompute every number of an answer"))
    _explain(verbs.add_parser("explain", help="why a shift misses people, and what would help"))
    asked = parser.parse_args(words)
    return asked.command, asked


def _solve(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=commands.solve)
    _problem(parser)
    parser.add_argument("--out", metavar="OUT", type=Path, default=Path("/dev/stdout"), help="default: standard output")
    parser.add_argument("--seconds", type=_positive, default=60.0, help="wall time to use (default: 60)")
    _effort(parser)
    parser.add_argument("--gap", type=_share, default=0.0, help="stop at this gap, 0.01 for 1 %% (default: 0)")
    parser.add_argument("--rounds", type=_whole, help="stop after so many neighbourhoods")
    parser.add_argument("--start", metavar="ANSWER", type=Path, help="begin from the duties of an earlier answer")
    parser.add_argument("--cluster", metavar="ADDRESS", help="whom to ask for help with a large town: tcp://HOST:PORT")
    parser.add_argument(
        "--without-cluster", choices=("here", "refuse"), default="here",
        help="what to do where it is not there: go on alone, or refuse (default: here)",
    )  # fmt: skip


def _repair(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=commands.repair, seconds=30.0, gap=0.0, rounds=None)
    _problem(parser)
    parser.add_argument("--answer", metavar="OLD", type=Path, required=True, help="the roster to mend")
    parser.add_argument("--away", metavar="VOLUNTEER:FROM-TO", nargs="+", action="extend", default=[])
    parser.add_argument("--bar", metavar="SHIFT:VOLUNTEER", nargs="+", action="extend", default=[])
    parser.add_argument("--problem-out", metavar="FILE", type=Path, help="write the changed problem here")
    parser.add_argument("--out", metavar="OUT", type=Path, required=True)
    _effort(parser)


def _judge(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=commands.judge, out=None)
    _problem(parser)
    parser.add_argument("answer", metavar="ANSWER", type=Path)


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=commands.explain, out=None)
    _problem(parser)
    parser.add_argument("answer", metavar="ANSWER", type=Path)
    parser.add_argument("--shift", metavar="ID", required=True)


def _problem(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("problem", metavar="IN", type=Path)


def _effort(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=_whole, help="cores to use (default: all)")
    parser.add_argument("--seed", type=_seed, default=1, help="default: 1")
    parser.add_argument("--quiet", action="store_true", help="no progress")


def _number(text: str, *, low: float, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not low <= number < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not {what}")
    return number


def _positive(text: str) -> float:
    return _number(text, low=1e-3, what="a number of seconds above 0")


def _share(text: str) -> float:
    return _number(text, low=0.0, what="a share, 0 or more")


def _whole(text: str) -> int:
    return _integer(text, low=1)


def _seed(text: str) -> int:
    return _integer(text, low=0)


def _integer(text: str, *, low: int) -> int:
    if not (text.isascii() and text.isdigit()) or not low <= int(text[:12]) < 2**31:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {low}")
    return int(text)
