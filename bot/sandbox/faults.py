"""The seam for faults: what may happen to a call before and after it is accepted."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


def _present() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Asked:
    """A call as it came in; `params` are the very ones that the method will read."""

    token: str
    method: str
    params: dict[str, str]
    gone: Callable[[], bool] = _present
    """Whether the caller has hung up; a call goes on without him (bot-api.md §5.1)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over the wire."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


class Broken:
    """Instead of an answer, the connection is closed."""


Outcome = Reply | Broken
Accept = Callable[[], Awaitable[Outcome]]
"""Lets the call happen, at once or whenever it is called; its result is the true answer."""


class Faults:
    """No faults. A subclass overrides what it wants to break; all of it may also wait."""

    async def before(self, asked: Asked) -> Outcome | None:
        """Before acceptance: anything but None is the answer, and the call never happened."""
        return None

    async def after(self, asked: Asked, reply: Reply) -> Outcome:
        """After acceptance: the call has happened; what comes back may be something else."""
        return reply

    async def around(self, asked: Asked, accept: Accept) -> Outcome:
        """The whole of it, for faults that move the moment of acceptance."""
        refused = await self.before(asked)
        if refused is not None:
            return refused
        outcome = await accept()
        return outcome if isinstance(outcome, Broken) else await self.after(asked, outcome)
