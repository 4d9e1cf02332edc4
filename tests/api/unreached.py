"""An application without a town behind it: its routes and its document are read when tests are collected, and tests put
their towns behind it."""

import tempfile
from pathlib import Path

from structlog.testing import capture_logs

from api import create_app
from scheduler.store.database import open_database
from tests.conftest import settings_of

_SETTINGS = settings_of("sqlite://", Path(tempfile.gettempdir()))
APP = create_app(open_database(_SETTINGS), _SETTINGS)
# One that has answered takes no more routes, whichever test comes first.
with capture_logs():
    APP.test_client().get("/healthz")
