"""The document is true: what it allows is answered as it says, what it forbids is refused, and nothing falls over."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import load_all_checks
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.python._constants.orchestrator import make_constants_value_source
from sqlalchemy import select

from api.town import Town
from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import transaction
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer
from tests.api.one_of_each import REAL, gaps
from tests.api.unreached import APP
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW

_FORM_REFUSED = ["400", "401", "403", "404", "405", "406", "409", "412", "415", "422", "428", "429"]
_TOWN_REFUSED = ["2xx", "304", "403", "404", "409", "412", "422", "428", "429"]
_CONFIG = schemathesis.Config.from_dict(
    {
        # Who asks is given with every case: a made-up token would only ever be turned away.
        "generation": {"with-security-parameters": False},
        "checks": {
            # What its form allows, the town may still refuse: an end before its start, a unit that is not there,
            # an ETag of yesterday.
            "positive_data_acceptance": {"expected-statuses": _TOWN_REFUSED},
            "negative_data_rejection": {"expected-statuses": _FORM_REFUSED},
            "missing_required_header": {"expected-statuses": _FORM_REFUSED},
        },
    }
)
DOCUMENT = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APP, config=_CONFIG)
OPERATIONS = [
    pytest.param(how, path, id=f"{how.upper()} {path}")
    for path, ways in DOCUMENT.raw_schema["paths"].items()
    for how in ways
    if how not in {"parameters", "summary", "description", "servers"}
]
load_all_checks()
_EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@DOCUMENT.hook
def map_path_parameters(context: schemathesis.HookContext, path_parameters: dict[str, Any] | None) -> Any:
    """Every other address names something that is there: made-up names would only ever be not found."""
    if path_parameters and context.operation and len(str(path_parameters)) % 2:
        named = gaps(context.operation.path)
        return {gap: _real(named.get(gap, ""), value) for gap, value in path_parameters.items()}
    return path_parameters


def _real(word: str, value: Any) -> Any:
    """What the town has by that word, unless the value is made to be refused by its form."""
    there = REAL.get(word)
    if there is None or (there.isdigit() and not (isinstance(value, int) and 0 < value < 2**31)):
        return value
    return there


@cache
def literals() -> FeedbackSources:
    """What stands in our own code is among what is tried."""
    return FeedbackSources(constants_value_source=make_constants_value_source(DOCUMENT))


@pytest.fixture
def bearer(full_town: Town, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """The application that was described, now with a town behind it; gives a header of its admin, who serves too:
    a new one each time, since some operations end what they were asked with."""
    monkeypatch.setitem(APP.extensions, Town.KEY, full_town)
    with transaction(full_town.sessions) as session:
        boss = an_admin(session).user_id
        session.get_one(User, boss).volunteer_id = session.scalars(select(Volunteer.id)).first()

    def header() -> str:
        with transaction(full_town.sessions) as session:
            return f"Bearer {issue(session, CredentialKind.SESSION, user_id=boss, now=NOW)}"

    return header


@pytest.mark.parametrize(("how", "path"), OPERATIONS)
def test_an_operation_does_what_the_document_says(how: str, path: str, bearer: Callable[[], str]) -> None:
    @_EXAMPLES
    def is_as_said(case: schemathesis.Case[Any]) -> None:
        # Its way of asking says that it reads packed answers, and does not.
        case.call_and_validate(headers={"Authorization": bearer(), "Accept-Encoding": "identity"})

    # Of the document thousands of cases are made: those of one operation only here, where they are asked.
    asked = build_operation_test(
        config=DOCUMENT.config,
        operation=DOCUMENT[path][how],
        test_func=is_as_said,
        given_kwargs={},
        feedback=literals(),
    )

    asked()
