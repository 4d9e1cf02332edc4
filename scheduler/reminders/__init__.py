"""Reminders: which moments call for which messages, each written to the outbox once, and sent from there."""
