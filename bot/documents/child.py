"""The process that opens documents: a question on stdin, an answer on stdout, then the end."""

from __future__ import annotations

import contextlib
import resource
import signal
import sys

from bot.documents import limits, wire
from bot.documents.refusals import broken, endless, excessive
from bot.domain.document import Document
from bot.domain.errors import InputError


def main() -> int:
    """Reads one document under limits that the kernel keeps."""
    restrain()
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # libraries may chat
    header, (data,) = wire.unpack(sys.stdin.buffer.read())
    out.write(reply(header["name"], data, header["mime"]))
    out.flush()
    return 0


def restrain() -> None:
    """Sets the limits, for this process and what it starts."""
    for kind, limit in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_FSIZE, limits.FILE),
        (resource.RLIMIT_NOFILE, limits.FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a stricter one is there already
            resource.setrlimit(kind, (limit, limit))
    signal.signal(signal.SIGXCPU, _tired)
    # The first limit asks for an answer, the second ends.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU, limits.CPU + 2))


def _tired(_signal: int, _frame: object) -> None:
    raise endless()


def reply(name: str, data: bytes, mime: str | None) -> bytes:
    """The message that answers."""
    try:
        return wire.answer(_read(name, data, mime))
    except InputError as error:
        return wire.refusal(error)
    except (MemoryError, RecursionError):
        return wire.refusal(excessive())
    except Exception:  # noqa: BLE001 - whatever a library makes of a broken file
        return wire.refusal(broken())


def _read(name: str, data: bytes, mime: str | None) -> Document:
    from bot.documents.formats.extract import extract

    return extract(name, data, mime)


if __name__ == "__main__":
    sys.exit(main())
