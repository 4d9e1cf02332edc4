"""The status of a page that says why something was refused."""

from api.errors import STATUS
from scheduler.errors import Refusal


def status_of(refusal: Refusal) -> int:
    return next(status for kind, status in STATUS.items() if isinstance(refusal, kind))
