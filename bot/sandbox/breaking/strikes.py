"""What faults have done."""

from dataclasses import asdict, dataclass, field

from bot.sandbox.breaking import answers
from bot.sandbox.faults import Asked, Broken, Outcome
from bot.sandbox.shapes import Json


@dataclass(slots=True)
class Strike:
    """A call that a fault struck; times are seconds of the world's clock."""

    at: float
    kind: str
    method: str
    chat_id: int | None
    text: str = ""
    """Text or caption of the call, as it was sent."""
    fault_id: int = 0
    """The fault of the plan; 0 when the whole server was away."""
    accepted: bool = False
    """Whether the call has happened, by now."""
    accepted_at: float | None = None
    message_ids: list[int] = field(default_factory=list)
    """What it posted."""

    @classmethod
    def of(cls, kind: str, asked: Asked, chat_id: int | None, at: float) -> "Strike":
        """The record of a call that has just been struck."""
        text = asked.params.get("text") or asked.params.get("caption") or ""
        return cls(at, str(kind), asked.method, chat_id, text)

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
