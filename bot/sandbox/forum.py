"""What happens to the topics of a forum, whoever does it."""

from bot.sandbox.chats import Chat
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.posting import Options, Posting
from bot.sandbox.shapes import Json
from bot.sandbox.topics import COLOURS, GENERAL, Topic, place


class Forum:
    """Changes and their service messages; rights have been checked before."""

    def __init__(self, directory: Directory, posting: Posting, delivery: Delivery) -> None:
        self._directory = directory
        self._posting = posting
        self._delivery = delivery

    def create(
        self, chat: Chat, author: int, name: str, colour: int = COLOURS[0], icon: str = ""
    ) -> Topic:
        """A new topic, headed by the service message that gives it its id."""
        if self._directory.coming_message_id(chat) == GENERAL:
            self._directory.next_message_id(chat)  # the first number is the general topic's
        topic = Topic(self._directory.coming_message_id(chat), name, colour, icon, author=author)
        chat.topics[topic.id] = topic
        created = {key: topic.shape[key] for key in topic.shape if key != "message_thread_id"}
        self._changed(chat, author, topic, {"forum_topic_created": created})
        return topic

    def rename(
        self, chat: Chat, author: int, topic: Topic, name: str | None, icon: str | None = None
    ) -> None:
        """Another name or icon; None keeps what there is."""
        told: Json = {}
        if name is not None:
            topic.name = told["name"] = name
        if icon is not None:
            topic.icon = told["icon_custom_emoji_id"] = icon
        self._changed(chat, author, topic, {"forum_topic_edited": told})

    def close(self, chat: Chat, author: int, topic: Topic, closed: bool) -> None:
        """Close or open again: into a closed one only who manages topics writes."""
        topic.closed = closed
        what = "forum_topic_closed" if closed else "forum_topic_reopened"
        self._changed(chat, author, topic, {what: {}})

    def delete(self, chat: Chat, topic: Topic) -> None:
        """The topic goes with all its messages; bots are not told."""
        gone = [record for record in chat.messages.values() if place(record.body) == topic.id]
        del chat.topics[topic.id]
        self._directory.save_chat(chat)
        self._posting.delete(chat, gone)
        self._delivery.everybody("state")

    def pins(self, chat: Chat, topic: Topic) -> list[int]:
        """The pinned messages of the topic."""
        return [pin for pin in chat.pinned if place(chat.messages[pin].body) == topic.id]

    def _changed(self, chat: Chat, author: int, topic: Topic, what: Json) -> None:
        self._directory.save_chat(chat)
        self._posting.post(chat, author, what, Options(thread=topic.id))
        self._delivery.everybody("state")
