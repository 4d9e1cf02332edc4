"""The pulse of a process that reads a file: it says every second how far it is, and hears when it is called off."""

from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from types import TracebackType

from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from scheduler.runs.ending import TakenOver
from scheduler.runs.upload_claims import UploadClaim
from scheduler.store.database import Sessions, transaction
from scheduler.store.uploads import Upload, UploadState

_BEAT = 1.0
_AT_WORK = (UploadState.READING, UploadState.APPLYING)


class Pulse:
    """Beats by a thread of its own within the block, so that one slow sheet does not look like a dead process."""

    def __init__(self, sessions: Sessions, claim: UploadClaim, clock: Callable[[], datetime]) -> None:
        self._sessions, self._claim, self._clock = sessions, claim, clock
        self._over, self._lost, self._told = Event(), Event(), ""
        self._thread = Thread(target=self._run, name="redvest-pulse", daemon=True)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def at(self, stage: str) -> Callable[[int, int], None]:
        """Hears how much of a stage is done. What it gives raises TakenOver once the file is not ours any more."""

        def hear(done: int, total: int) -> None:
            self._told = f"{stage} {done}/{total}"
            if self._lost.is_set():
                raise TakenOver

        return hear

    def _run(self) -> None:
        while not self._lost.is_set() and not self._over.wait(_BEAT):
            # A database that is away for a moment costs a beat, not the file.
            try:
                self.beat()
            except OperationalError:
                continue

    def beat(self) -> None:
        """Say once how far it is."""
        ours = (Upload.id == self._claim.upload_id, Upload.claimed_by == self._claim.by, Upload.state.in_(_AT_WORK))
        with transaction(self._sessions) as session:
            said = update(Upload).where(*ours).values(heartbeat_at=self._clock(), progress=self._told)
            kept = session.scalar(said.returning(Upload.id).execution_options(synchronize_session=False))
        if kept is None:
            self._lost.set()
