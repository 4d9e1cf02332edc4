"""The web: parse, call one use-case, show. REST and pages come to live here."""
