"""A town too large for one machine: other machines make moves of its one cooling, each in a block of its own."""
