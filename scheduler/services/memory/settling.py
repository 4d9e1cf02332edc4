"""Settling: what a city is packed into stays for long, and is not looked through for garbage again and again.

Python's collector of cycles looks at every object that is there, from time to time, under whoever's request it happens
to be: a third of a second in a city. It rests while a roster is packed, and does not look again at what is kept. What
was kept before and is let go is collected when the next one is packed.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """The collector rests for the block."""
    works = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if works:
            gc.enable()


def settle() -> None:
    """Whatever is there now stays; what was let go since the last time goes."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
