"""Calls that change what is published, as they are written down before they are made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.domain.post import Delivery
from bot.domain.text import EMPTY, FormattedText


@dataclass(frozen=True, slots=True)
class EditTask:
    """Make a message of `old` into `new`; `fingerprint` is that of the part it then belongs to.

    `sure` is False where an earlier edit may or may not have come through.
    """

    message_id: int
    old: Delivery
    new: Delivery
    fingerprint: str
    sure: bool = True
    kind: Literal["edit"] = "edit"

    @property
    def known(self) -> Delivery:
        """What is out, as far as it is known: an unsure file counts as another one."""
        if self.sure:
            return self.old
        part = self.old.part
        media = tuple(replace(file, file_unique_id="") for file in part.media)
        return replace(self.old, part=replace(part, text=EMPTY, media=media, rich=()))


@dataclass(frozen=True, slots=True)
class DeleteTask:
    """Delete a message."""

    message_id: int
    kind: Literal["delete"] = "delete"


@dataclass(frozen=True, slots=True)
class PinTask:
    """Pin a message."""

    message_id: int
    kind: Literal["pin"] = "pin"


@dataclass(frozen=True, slots=True)
class UnpinTask:
    """Unpin a message."""

    message_id: int
    kind: Literal["unpin"] = "unpin"


@dataclass(frozen=True, slots=True)
class CommentTask:
    """Put the first comment under a message.

    `group` and `reply_to` name its automatic forward; None until that was seen.
    """

    message_id: int
    text: FormattedText
    group: int | None = None
    reply_to: int | None = None
    kind: Literal["comment"] = "comment"


@dataclass(frozen=True, slots=True)
class ForwardSeen:
    """An automatic forward that came before the bot knew that the post is out; no call.

    `fingerprint` is that of what it says, `sent_at` (UTC) when it stood in the channel.
    """

    message_id: int
    group: int
    reply_to: int
    fingerprint: str = ""
    sent_at: datetime | None = None
    kind: Literal["forward"] = "forward"


Task = EditTask | DeleteTask | PinTask | UnpinTask | CommentTask | ForwardSeen
TaskKind = Literal["edit", "delete", "pin", "unpin", "comment", "forward"]
