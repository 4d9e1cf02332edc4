"""An application without a town behind it, to read its routes and its document from when tests are collected."""

import tempfile
from pathlib import Path

from api import create_app
from scheduler.store.database import open_database
from tests.conftest import settings_of

_SETTINGS = settings_of("sqlite://", Path(tempfile.gettempdir()))
APP = create_app(open_database(_SETTINGS), _SETTINGS)
