"""Ours beside two others: the same posts, the same faults, the same local Telegram."""
