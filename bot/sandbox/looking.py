"""What a person's app shows: the list of chats, a history, what there is to know of a chat."""

from bot.sandbox import rights, views
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json
from bot.sandbox.topics import GENERAL, Topic, place, within
from bot.sandbox.world import World

_PAGE = 200


class Looking:
    """Reads the world with one person's eyes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def chats(self, user_id: int) -> list[Json]:
        """The list of chats; the one with the bot is the last."""
        finding, directory = self._world.finding, self._world.directory
        finding.user(user_id)
        seen = [chat for chat in directory.shared() if directory.sees(user_id, chat)]
        if directory.main_bot:
            seen.append(finding.chat(user_id))
        return [self._entry(user_id, chat) for chat in seen]

    def history(self, user_id: int, chat: Chat, thread: int, *, before: int, limit: int) -> Json:
        """A page of a chat, or of a topic or thread in it, oldest first; it counts as read."""
        limit = max(1, min(_PAGE, limit))
        found: list[Record] = []
        more = False
        for record in reversed(chat.messages.values()):
            if before and record.id >= before:
                continue
            if thread and not within(record.body, thread, forum=chat.is_forum):
                continue
            if len(found) == limit:
                more = True
                break
            found.append(record)
        self._world.reading.read(user_id, chat, found, thread)
        top = self._pinned(chat, thread)
        return {
            "messages": [self._shape(chat, record, user_id) for record in reversed(found)],
            "more": more,
            "pinned": top and self._shape(chat, top, user_id),
        }

    def info(self, user_id: int, chat: Chat) -> Json:
        """Everything about a channel or group that its sheet shows."""
        directory = self._world.directory
        people = []
        for member_id, member in chat.members.items():
            user = directory.user(member_id)
            if user and (member.present or member.status == "kicked"):
                people.append(member.shape(user.shape, chat.type))
        bot = directory.main_bot
        others = [
            user.persona
            for user in directory.users.values()
            if user.listed and not chat.member(user.id).present
        ]
        return {
            "chat": directory.chat_shape(chat),
            "members": people,
            "others": others,
            "bot": bot and chat.member(bot.id).shape(bot.user.shape, chat.type),
            "me": self._me(user_id, chat),
            "rights": list(rights.OF_ADMIN[chat.type]),
            "signed": chat.signed,
            "protected": chat.protected,
            "forum": chat.is_forum,
            "linked": chat.linked,
        }

    def _entry(self, user_id: int, chat: Chat) -> Json:
        last = next(reversed(chat.messages.values()), None)
        entry: Json = {
            "chat": self._world.directory.chat_shape(chat),
            "last_message": last and self._shape(chat, last, user_id),
            "unread": self._unread(user_id, chat, 0),
            "can_write": self._world.finding.can_write(user_id, chat),
            "blocked": chat.blocked,
        }
        if chat.type != "private":
            entry["me"] = self._me(user_id, chat)
            entry["members"] = sum(member.present for member in chat.members.values())
            entry["linked"] = chat.linked
            entry["protected"] = chat.protected
        if chat.is_forum:
            entry["topics"] = [self._topic(user_id, chat, each) for each in chat.topics.values()]
            entry["unread"] = sum(topic["unread"] for topic in entry["topics"])
        return entry

    def _topic(self, user_id: int, chat: Chat, topic: Topic) -> Json:
        last = next(
            (r for r in reversed(chat.messages.values()) if place(r.body) == topic.id), None
        )
        return {
            **topic.shape,
            "closed": topic.closed,
            "last_message": last and self._shape(chat, last, user_id),
            "unread": self._unread(user_id, chat, topic.id),
        }

    def _me(self, user_id: int, chat: Chat) -> Json:
        member = chat.member(user_id)
        may = {right: member.may(right) for right in rights.OF_ADMIN[chat.type]}
        return {"status": member.status, **may}

    def _unread(self, user_id: int, chat: Chat, thread: int) -> int:
        read = self._world.reading.last_read(user_id, chat, thread)
        unread = 0
        for record in reversed(chat.messages.values()):
            if record.id <= read:
                break
            if not thread or place(record.body) == thread:
                unread += record.author != user_id
        return unread

    def _pinned(self, chat: Chat, thread: int) -> Record | None:
        pins = [chat.messages[pin] for pin in chat.pinned]
        if chat.is_forum:
            pins = [pin for pin in pins if place(pin.body) == (thread or GENERAL)]
        elif thread:
            pins = []
        return pins[-1] if pins else None

    def _shape(self, chat: Chat, record: Record, user_id: int) -> Json:
        shape = views.for_person(self._world.files, chat, record, user_id)
        comments = self._world.discussion.comments(chat, record)
        return {**shape, "comments": comments} if comments else shape
