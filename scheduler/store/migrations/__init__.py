"""How the tables came about, step by step; run by scheduler.store.migrate."""
