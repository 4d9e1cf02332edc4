"""`python -m solver`: file in, file out, no database.

Exit codes: 0 done, 1 judged wrong, 2 refused input, 3 our fault.
"""

import sys
import traceback

from solver.arguments import parse
from solver.files import Refused
from solver.spread.machines import Unreachable

DONE, WRONG, REFUSED, FAULT = 0, 1, 2, 3


def main(words: list[str] | None = None) -> int:
    """Run one command; `words` default to the process's. Returns the exit code."""
    command, asked = parse(words)
    try:
        return DONE if command(asked) else WRONG
    except Refused as refused:
        _say(*refused.faults)
        return REFUSED
    except Unreachable as unreachable:
        _say(str(unreachable))
        return REFUSED
    except OSError as error:
        _say(f"{error.filename or asked.out}: cannot be written ({error.strerror})")
        return REFUSED
    except Exception:
        _say("this is our fault, not the file's; please report it with what follows:", traceback.format_exc())
        return FAULT


def _say(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
