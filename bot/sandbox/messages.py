"""One message as the sandbox keeps it."""

from dataclasses import asdict, dataclass, field

from bot.sandbox.shapes import Json, is_service


@dataclass(slots=True)
class Record:
    """A Message (files without file_id, which differs from bot to bot) and what only we know."""

    id: int
    body: Json
    author: int
    """The user or bot that sent it; in a channel the Message itself doesn't tell."""
    silent: bool = False
    edit_hidden: bool = False
    """Only the buttons were edited: apps don't call such a message edited."""
    keyboard: Json | None = None
    """A reply keyboard, its removal or a forced reply: apps show it, the Bot API doesn't."""
    mirror: int = 0
    """Of a channel's post: its copy in the discussion group."""
    seen: set[int] = field(default_factory=set)
    reactions: dict[int, str] = field(default_factory=dict)
    """Who left which emoji."""

    @property
    def service(self) -> bool:
        """Whether it is a notice such as «pinned a message»."""
        return is_service(self.body)

    def dump(self) -> Json:
        """For storage."""
        return {
            **asdict(self),
            "seen": sorted(self.seen),
            "reactions": {str(who): emoji for who, emoji in self.reactions.items()},
        }

    @classmethod
    def load(cls, saved: Json) -> "Record":
        """From storage."""
        reactions = {int(who): emoji for who, emoji in saved.get("reactions", {}).items()}
        return cls(**{**saved, "seen": set(saved["seen"]), "reactions": reactions})
