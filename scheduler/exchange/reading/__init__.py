"""What people type into cells, read one kind of thing a file. `scheduler.exchange.words` is the door."""
