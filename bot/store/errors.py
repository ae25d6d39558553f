"""What can go wrong with the database."""


class StoreError(Exception):
    """The database refused: full, locked, read-only or broken. Nothing of the work was kept."""


class StoreConflict(StoreError):
    """A rule of the schema was about to be broken; trying again would break it again."""


class StoreDamaged(StoreError):
    """The file is damaged; a copy of it has to be restored."""
