"""What faults have done."""

from dataclasses import asdict, dataclass, field

from bot.sandbox.breaking import answers
from bot.sandbox.faults import Broken, Outcome
from bot.sandbox.shapes import Json


@dataclass(slots=True)
class Strike:
    """A call that a fault struck; times are seconds of the world's clock."""

    at: float
    kind: str
    method: str
    chat_id: int | None
    fault_id: int = 0
    """The fault of the plan; 0 when the whole server was away."""
    accepted: bool = False
    """Whether the call has happened, by now."""
    accepted_at: float | None = None
    message_ids: list[int] = field(default_factory=list)
    """What it posted."""

    def accept(self, outcome: Outcome, now: float) -> Outcome:
        """Note the true answer, and pass it on."""
        self.accepted = not isinstance(outcome, Broken) and outcome.status == 200
        self.accepted_at = now if self.accepted else None
        self.message_ids = answers.message_ids(outcome)
        return outcome

    @property
    def shape(self) -> Json:
        """For the page and for other processes."""
        return asdict(self)
