"""Engines that know what those before them found out: in which words of SQL a statement is put.

Nearly every test opens a database of its own. For an engine that begins with nothing, to put everything into words anew
takes half of the time that such a test takes.
"""

from collections.abc import MutableMapping
from typing import Any

from sqlalchemy import URL, Dialect, Engine, create_engine, event


class Engines:
    """All that one process of tests makes."""

    def __init__(self) -> None:
        self._dialects: dict[str, Dialect] = {}
        self._words: MutableMapping[Any, Any] = {}

    def create(self, address: URL, **how: Any) -> Engine:
        """As SQLAlchemy creates it, with the words of those of its kind that were connected before."""
        engine = create_engine(address, **how)
        engine.update_execution_options(compiled_cache=self._words)
        # Words are kept by the very dialect that found them; only one that has met its database knows all it needs.
        if (known := self._dialects.get(engine.driver)) is not None:
            engine.dialect = known
        else:
            event.listen(engine, "connect", lambda *_: self._dialects.setdefault(engine.driver, engine.dialect))
        return engine
