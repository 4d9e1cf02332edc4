"""Two at one form: who saves what somebody else has changed meanwhile is told so, and nothing is saved."""

from hashlib import sha256

import orjson
from flask import request

from scheduler.errors import Conflict
from scheduler.language import say


class Changed(Conflict):
    """It is not what the form was filled in over."""


def seen(*shown: object) -> str:
    """What a form carries along of what it shows."""
    return sha256(orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def require_unchanged(*now: object) -> None:
    """Raises Changed where the form that was sent showed something else."""
    if request.form.get("seen") != seen(*now):
        raise Changed(say("您打开以后已有人改了这一项，您的改动没有保存；下面是现在的内容，请看过再改"))
