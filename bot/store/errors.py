"""What can go wrong with the database."""


class StoreError(Exception):
    """The database refused: full, locked, read-only or broken. Nothing of the work was kept."""
