"""Files that are handed in to be imported, and the clock's work on them."""

import io
import zipfile
from collections.abc import Mapping

from scheduler import runs
from scheduler.runs import UploadOutcome
from scheduler.services import uploads
from scheduler.services.access import Asker
from scheduler.services.uploads import UploadView
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.vault import Vault
from tests.conftest import KEY
from tests.scheduler.rows import NOW

UNITS = "编号,名称\nu1,财政局\nu2,税务局\n".encode()
"""Two units, as a .csv called 单位."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return body.getvalue()


def handed_in(sessions: Sessions, who: Asker, name: str = "单位.csv", body: bytes = UNITS) -> int:
    """The number of an upload that waits to be read."""
    with transaction(sessions) as session:
        return uploads.hand_in(session, who, name, body, now=NOW)


def worked(sessions: Sessions) -> UploadOutcome:
    """What became of the upload that waited longest."""
    claim = runs.claim_upload(sessions, now=NOW)
    assert claim is not None
    return runs.work_upload(sessions, claim, vault=Vault([KEY]), clock=lambda: NOW)


def looked_at(sessions: Sessions, who: Asker, number: int) -> UploadView:
    with reading(sessions) as session:
        return uploads.one(session, who, number)


def asked_for(sessions: Sessions, who: Asker, number: int, fingerprint: str | None = None) -> None:
    with transaction(sessions) as session:
        uploads.apply(session, who, number, fingerprint=fingerprint, now=NOW)
