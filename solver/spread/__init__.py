"""A town too large for one machine: cut into districts that other machines better, and judged as a whole here."""
