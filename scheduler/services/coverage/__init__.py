"""Coverage 覆盖: how a day of the town stands, place by place and unit by unit, counted by the database."""
