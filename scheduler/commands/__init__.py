"""The command line: each command parses, calls use-cases and shows. One file a verb, listed in `table`."""
