"""`redvest`: the command line. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 our fault, 130 interrupted."""

import sys
from importlib import import_module

INTERRUPTED = 130


def main() -> None:
    """Run the command that was typed; loaded within, so that Ctrl-C in that second is no traceback either."""
    try:
        import_module("scheduler.commands.line").run()
    except KeyboardInterrupt:
        sys.stderr.write(f"{import_module('scheduler.language').say('已中断')}\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
