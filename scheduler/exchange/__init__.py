"""Files in and out, as plain records: workbooks, tables, calendars. Knows no store and no use-case."""
