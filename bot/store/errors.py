"""What can go wrong with the database."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError, StatementError

# What a driver raises in the end; a server that went away shows as one of the last two.
DRIVER_ERRORS = (SQLAlchemyError, TimeoutError, OSError, OverflowError)


class StoreError(Exception):
    """The database refused: full, locked, read-only, away or broken. Nothing of the work was
    kept.
    """


class StoreConflict(StoreError):
    """A rule of the schema was about to be broken; trying again would break it again."""


class StoreDamaged(StoreError):
    """The file is damaged; a copy of it has to be restored."""


class LeaseLost(StoreError):
    """Another process publishes now, or none may for sure; this one must not go on."""


def refusal(error: BaseException) -> StoreError:
    """What an error of the driver means to callers."""
    if isinstance(error, DBAPIError):
        # PostgreSQL: class 22 is a value that it can't hold, class 23 a constraint.
        state = getattr(error.orig, "sqlstate", None) or ""
        if isinstance(error, IntegrityError) or state[:2] in ("22", "23"):
            return StoreConflict(_sentence(error))
    elif isinstance(error, StatementError | OverflowError):
        return StoreConflict(_sentence(error))  # no form in the database: it was never asked
    if isinstance(error, TimeoutError):
        return StoreError("the database server does not answer")
    return StoreError(_sentence(error))


def _sentence(error: BaseException) -> str:
    cause = error.__cause__
    return str((cause and (cause.__cause__ or cause)) or error)
