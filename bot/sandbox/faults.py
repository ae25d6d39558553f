"""The seam for faults: what may happen to a call before and after it is accepted."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Asked:
    """A call as it came in."""

    token: str
    method: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over the wire."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


class Broken:
    """Instead of an answer, the connection is closed."""


class Faults:
    """No faults. A subclass overrides what it wants to break; both may also wait."""

    async def before(self, asked: Asked) -> Reply | Broken | None:
        """Before acceptance: anything but None is the answer, and the call never happened."""
        return None

    async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
        """After acceptance: the call has happened; what comes back may be something else."""
        return reply
