"""An upload is read by one process; what was withdrawn, or whose owner was switched off, is read no further."""

from datetime import timedelta

from sqlalchemy import update

from scheduler import runs
from scheduler.runs.upload_claims import UploadClaim
from scheduler.services import uploads
from scheduler.services.access import Asker
from scheduler.store.database import Sessions, transaction
from scheduler.store.uploads import UploadState
from scheduler.store.users import User
from scheduler.store.vault import Vault
from tests.conftest import KEY
from tests.scheduler.handed_in import handed_in, looked_at, worked
from tests.scheduler.rows import NOW

LATER = NOW + timedelta(seconds=31)


def test_only_one_process_claims_a_file(sessions: Sessions, boss: Asker) -> None:
    handed_in(sessions, boss)

    first, second = (runs.claim_upload(sessions, now=NOW) for _ in range(2))

    assert first is not None
    assert second is None


def test_a_silent_process_is_followed_by_another_and_changes_nothing_any_more(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)
    silent = runs.claim_upload(sessions, now=NOW)
    second = runs.claim_upload(sessions, now=LATER)
    assert silent is not None
    assert second is not None

    late = runs.work_upload(sessions, silent, vault=Vault([KEY]), clock=lambda: LATER)
    done = runs.work_upload(sessions, second, vault=Vault([KEY]), clock=lambda: LATER)

    assert (late.state, done.state) == (None, UploadState.CHECKED)
    assert looked_at(sessions, boss, number).state is UploadState.CHECKED


def test_a_file_that_three_processes_died_of_has_failed(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)
    claims = [runs.claim_upload(sessions, now=NOW + n * timedelta(minutes=1)) for n in range(4)]

    assert [claim is not None for claim in claims] == [True, True, True, False]
    assert looked_at(sessions, boss, number).state is UploadState.FAILED


def test_a_file_that_was_withdrawn_is_read_no_further(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)
    claim = runs.claim_upload(sessions, now=NOW)
    assert claim is not None
    with transaction(sessions) as session:
        uploads.withdraw(session, boss, number, now=NOW)

    outcome = runs.work_upload(sessions, claim, vault=Vault([KEY]), clock=lambda: NOW)

    assert (outcome.state, looked_at(sessions, boss, number).state) == (None, UploadState.WITHDRAWN)


def test_who_was_switched_off_meanwhile_imports_nothing(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)
    with transaction(sessions) as session:
        session.execute(update(User).values(active=False))

    outcome = worked(sessions)

    assert (outcome.state, outcome.fault) == (UploadState.FAILED, None)
    assert "没有可用的账号" in (looked_at(sessions, boss, number).error or "")


def test_a_claim_that_is_none_changes_nothing(sessions: Sessions, boss: Asker) -> None:
    number = handed_in(sessions, boss)

    outcome = runs.work_upload(sessions, UploadClaim(number, "elsewhere:1:x"), vault=Vault([KEY]), clock=lambda: NOW)

    assert (outcome.state, looked_at(sessions, boss, number).state) == (None, UploadState.QUEUED)
