"""The topics of a forum, and which thread a message belongs to."""

from dataclasses import dataclass

from bot.sandbox.shapes import Json

GENERAL = 1
"""The topic every forum has; its messages carry no message_thread_id."""
COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
"""RGB values of the icons that Telegram allows."""


@dataclass(slots=True)
class Topic:
    """One topic; its id is that of the service message that tells of its creation."""

    id: int
    name: str
    colour: int = COLOURS[0]
    icon: str = ""
    closed: bool = False
    author: int = 0

    @property
    def shape(self) -> Json:
        """Telegram's ForumTopic."""
        shape: Json = {
            "message_thread_id": self.id,
            "name": self.name,
            "icon_color": self.colour,
        }
        if self.icon:
            shape["icon_custom_emoji_id"] = self.icon
        return shape


def place(body: Json) -> int:
    """The topic of a forum's Message."""
    return int(body["message_thread_id"]) if body.get("is_topic_message") else GENERAL


def within(body: Json, thread: int, *, forum: bool) -> bool:
    """Whether a Message belongs to the topic, or to the thread below a message."""
    if forum:
        return place(body) == thread
    return thread in (body.get("message_thread_id"), body["message_id"])
