"""A .doc of old Word, read by a converter of the system where there is one."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.documents import limits, refusals
from bot.documents.formats import docbook
from bot.documents.formats.sheet import Found, Runs
from bot.domain.errors import InputError

_WORD = "WordDocument".encode("utf-16-le")
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes) -> Found:
    """The text of the document; a sentence where no converter is installed."""
    if _LOCKED in data:
        raise refusals.locked()
    if _WORD not in data:
        raise refusals.unknown()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "release.doc"
        file.write_bytes(data)
        # The first tells headings, lists and tables, but gives up on short documents.
        found = [convert for name, convert in _CONVERTERS.items() if shutil.which(name)]
        for convert in found[:-1]:
            with suppress(InputError):
                return convert(file)
        if found:
            return found[-1](file)
    raise InputError("Old .doc files are not read here. Save it as .docx and send it again.")


def _antiword(file: Path) -> Found:
    return docbook.read(_converted("antiword", "-x", "db", "-m", "UTF-8.txt", file=file))


def _catdoc(file: Path) -> Found:
    said = _converted("catdoc", "-w", "-d", "utf-8", file=file).decode("utf-8", "replace")
    runs = Runs()
    runs.add("\n\n".join(line for line in said.splitlines() if line.strip()))
    return Found(runs.formatted())


_CONVERTERS = {"antiword": _antiword, "catdoc": _catdoc}


def _converted(program: str, *options: str, file: Path) -> bytes:
    """What the program prints; its limits are those of this process."""
    out = file.with_suffix(".out")
    with out.open("wb") as target:
        done = subprocess.run(  # noqa: S603 - a name of ours, found on PATH
            [shutil.which(program) or program, *options, str(file)],
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.PIPE,
            timeout=limits.SECONDS,
            check=False,
        )
    said = out.read_bytes()
    if b"ncrypted" in done.stderr or b"password" in done.stderr:
        raise refusals.locked()
    if done.returncode or not said.strip():
        raise refusals.broken()
    return said
