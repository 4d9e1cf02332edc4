"""Runs: claim a queued solve, or one whose process died, solve it, and keep the answer as a new version.

Uploads likewise: claim a file that waits, read and compare it, or apply what was looked at.
"""

from scheduler.runs.claiming import Claim, claim, orphaned, waiting
from scheduler.runs.upload_claims import UploadClaim, claim_upload, waiting_uploads
from scheduler.runs.uploading import UploadOutcome, work_upload
from scheduler.runs.way import Way
from scheduler.runs.working import Outcome, work

__all__ = [
    "Claim",
    "Outcome",
    "UploadClaim",
    "UploadOutcome",
    "Way",
    "claim",
    "claim_upload",
    "orphaned",
    "waiting",
    "waiting_uploads",
    "work",
    "work_upload",
]
