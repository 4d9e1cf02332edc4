"""Runs: claim a queued solve, or one whose process died, solve it, and keep the answer as a new version.

Uploads likewise: claim a file that waits, read and compare it, or apply what was looked at. And plans of stewardship.
"""

from scheduler.runs.allotment_claims import AllotmentClaim, claim_allotment, waiting_allotments
from scheduler.runs.allotting import work_allotment
from scheduler.runs.claiming import Claim, claim, orphaned, waiting
from scheduler.runs.upload_claims import UploadClaim, claim_upload, waiting_uploads
from scheduler.runs.uploading import UploadOutcome, work_upload
from scheduler.runs.way import Way
from scheduler.runs.working import Outcome, work

__all__ = [
    "AllotmentClaim",
    "Claim",
    "Outcome",
    "UploadClaim",
    "UploadOutcome",
    "Way",
    "claim",
    "claim_allotment",
    "claim_upload",
    "orphaned",
    "waiting",
    "waiting_allotments",
    "waiting_uploads",
    "work",
    "work_allotment",
    "work_upload",
]
