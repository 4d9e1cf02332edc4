"""`python -m api.serving.child WORDS`: `redvest WORDS`, ending when whoever holds its standard input dies."""

import os
import sys

from api.serving.ending import end_after
from scheduler.__main__ import main


def _gone() -> None:
    # By the number of the file: Python's own object would be locked while somebody waits for it.
    while os.read(0, 1):
        pass


if __name__ == "__main__":
    end_after(_gone)
    sys.argv[0] = "redvest"
    main()
