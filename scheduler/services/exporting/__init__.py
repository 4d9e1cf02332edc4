"""A roster handed out as files: the sheets in use, calendars, and the solver's own files. Every export is audited."""

from scheduler.services.exporting.export import ALL, SHEETS, Exported, Format, export

__all__ = ["ALL", "SHEETS", "Exported", "Format", "export"]
