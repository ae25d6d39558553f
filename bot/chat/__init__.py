"""Inbound: conversations with editors and subscribers."""
