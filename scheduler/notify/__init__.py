"""Channels 渠道: how a reminder gets from the outbox to a person. Each is one file with one verb, `send`."""
