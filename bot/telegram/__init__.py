"""Outbound: posts to the Bot API, and raw updates from it."""
