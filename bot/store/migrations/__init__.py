"""Alembic's scripts; one tree for every database."""
