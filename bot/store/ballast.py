"""A file that only takes room: deleted on a full disk, so that what happened can be recorded."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SIZE = 32 * 2**20  # bytes; thousands of transactions
CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Ballast:
    """Room in reserve beside the database. Its calls block: they belong on a thread."""

    file: Path
    size: int = SIZE

    def there(self) -> bool:
        """Whether the room is reserved."""
        with suppress(OSError):
            return self.file.stat().st_size >= self.size
        return False

    def fill(self) -> bool:
        """Reserves the room, unless that would leave the disk less than as much again.

        Says whether it is reserved now.
        """
        if self.there():
            return True
        part = self.file.with_name(self.file.name + ".part")
        try:
            if shutil.disk_usage(self.file.parent).free < 2 * self.size:
                return False
            part.unlink(missing_ok=True)
            opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(opened, "wb") as made:
                # Random bytes: a file system that compresses would store zeros for nothing.
                for _ in range(0, self.size, CHUNK):
                    made.write(os.urandom(CHUNK))
                made.flush()
                os.fsync(made.fileno())
            part.replace(self.file)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            return False
        return True

    def drop(self) -> None:
        """Gives the room back."""
        with suppress(OSError):
            self.file.unlink(missing_ok=True)
