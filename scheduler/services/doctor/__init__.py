"""The doctor: looks whether everything is as it should be, and says what to do where it is not. Changes nothing."""

from scheduler.services.doctor.examine import examine
from scheduler.services.doctor.finding import Finding, Health

__all__ = ["Finding", "Health", "examine"]
