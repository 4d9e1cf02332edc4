"""Files handed in by the page, and a clock process that takes them up."""

from io import BytesIO

from flask.testing import FlaskClient

from scheduler import runs
from scheduler.settings import Settings
from scheduler.store.database import Sessions
from scheduler.store.vault import Vault
from tests.scheduler.rows import NOW

UNITS = "单位名称\n住建局\n财政局\n"


def handed_in(desk: FlaskClient, text: str, name: str = "单位.csv") -> str:
    """The address of the file's page."""
    answer = desk.post("/imports/", data={"file": (BytesIO(text.encode()), name)})
    assert answer.status_code == 302
    return str(answer.location)


def the_clock_looks(sessions: Sessions, settings: Settings) -> None:
    """A clock process takes the file up."""
    claim = runs.claim_upload(sessions, now=NOW)
    assert claim is not None
    runs.work_upload(sessions, claim, vault=Vault(settings.keys), clock=lambda: NOW)
