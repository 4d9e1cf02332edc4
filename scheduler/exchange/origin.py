"""Where a record came from: a row of a sheet, or somebody's hand."""

from dataclasses import dataclass

from scheduler.language import say


@dataclass(frozen=True, slots=True)
class Origin:
    """The row of a sheet, counted from 1 as the spreadsheet shows it, that a record was read from."""

    sheet: str
    row: int

    def where(self, title: str = "", _field: str = "") -> str:
        """The place as people find it, "志愿者!第12行·手机"; without a title the whole row."""
        row = say("{sheet}!第{row}行", sheet=self.sheet, row=self.row)
        return say("{row}·{title}", row=row, title=title) if title else row


@dataclass(frozen=True, slots=True)
class ByHand:
    """One record that somebody entered by itself: its places are its fields."""

    def where(self, _title: str = "", field: str = "") -> str:
        """The name of the field, "parent"; "" for the whole record."""
        return field
