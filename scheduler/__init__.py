"""The service: what is stored, what may be done with it and when it happens. Knows no web.

Not only a scheduler of jobs: rows (`store`), use-cases (`services`), files in and out (`exchange`), channels
(`notify`) and the command line all live here, because they share one set of tables.
"""
