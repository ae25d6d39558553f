"""Readers: the start, the help, the latest posts."""
